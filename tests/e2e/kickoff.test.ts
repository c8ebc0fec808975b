import { testKickoff } from './kickoffProof.ts';

// The whole form, of twelve people and a relay that is dead for minutes, is `kickoff.long.test.ts`.
testKickoff(
	'[KICKOFF-1] a kickoff runs from the first to come in to an agreed plan, while browsers are killed, the relay dies twice and a phone is offline for most of it',
	{ browsers: ['Ana', 'Ben', 'Pia'], hands: ['Hal', 'Ida', 'Jon', 'Kai'], darkMs: 3000 }
);
