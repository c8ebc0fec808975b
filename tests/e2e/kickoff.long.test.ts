import { testKickoff } from './kickoffProof.ts';

testKickoff(
	'[KICKOFF-1] twelve people run a kickoff from the first to come in to an agreed plan, while browsers are killed as whole processes, the relay is dead for two minutes and a phone is offline for most of it',
	{
		browsers: ['Ana', 'Ben', 'Cleo', 'Pia'],
		hands: ['Hal', 'Ida', 'Jon', 'Kai', 'Lea', 'Max', 'Noa', 'Ole'],
		darkMs: 61_000
	},
	true
);
