import type { VerbForm } from './lexicon.ts';

type Form = [form: VerbForm, spelling: string, base: string];

/** Maps, as a team may add “constructor”, which every object has. */
const irregularPasts = new Map(
	Object.entries({
		build: 'built',
		rebuild: 'rebuilt',
		write: 'wrote written',
		rewrite: 'rewrote rewritten',
		run: 'ran run',
		hold: 'held',
		set: 'set',
		begin: 'began begun',
		send: 'sent',
		buy: 'bought',
		choose: 'chose chosen',
		put: 'put',
		draw: 'drew drawn',
		come: 'came come',
		go: 'went gone',
		get: 'got gotten',
		win: 'won',
		bring: 'brought',
		sell: 'sold',
		grow: 'grew grown',
		rise: 'rose risen',
		cut: 'cut',
		shrink: 'shrank shrunk',
		fall: 'fell fallen',
		keep: 'kept',
		make: 'made',
		find: 'found',
		say: 'said',
		pay: 'paid',
		see: 'saw seen',
		hit: 'hit',
		be: 'is are was were been',
		become: 'became become',
		have: 'had',
		meet: 'met',
		speak: 'spoke spoken',
		teach: 'taught',
		take: 'took taken',
		give: 'gave given',
		read: 'read',
		lead: 'led',
		leave: 'left',
		drive: 'drove driven',
		think: 'thought',
		feel: 'felt',
		know: 'knew known',
		stand: 'stood',
		spin: 'spun',
		split: 'split',
		dig: 'dug',
		undergo: 'underwent undergone',
		film: 'filmed',
		overhaul: 'overhauled',
		speed: 'sped',
		shut: 'shut',
		hire: 'hired',
		undertake: 'undertook undertaken',
		oversee: 'oversaw overseen',
		swim: 'swam swum',
		understand: 'understood'
	})
);

/** All forms of an English verb; of `roll-out` those written apart or together, too ("rolled out"). */
export function englishVerbForms(entry: string): Form[] {
	const [verb = '', ...particles] = entry.split('-');
	const tail = particles.join(' ');
	const base = entry.replaceAll('-', ' ');
	const forms: [VerbForm, string][] = [
		['base', verb],
		['s', withEnding(verb, 's')],
		['ing', withEnding(verb, 'ing')],
		...(irregularPasts.get(verb)?.split(' ') ?? [withEnding(verb, 'ed')]).map(
			(past): [VerbForm, string] => ['past', past]
		)
	];
	if (verb === 'have') forms.push(['s', 'has']);
	if (tail === '') return forms.map(([form, spelling]) => [form, spelling, base]);
	return forms.flatMap(([form, spelling]): Form[] => [
		[form, `${spelling} ${tail}`, base],
		[form, `${spelling}-${tail.replaceAll(' ', '-')}`, base]
	]);
}

function withEnding(verb: string, ending: 's' | 'ed' | 'ing'): string {
	const isConsonantY = /[^aeiou]y$/.test(verb);
	if (ending === 's') {
		if (isConsonantY) return `${verb.slice(0, -1)}ies`;
		return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
	}
	if (ending === 'ed' && isConsonantY) return `${verb.slice(0, -1)}ied`;
	if (/[^eo]e$/.test(verb)) return verb.slice(0, -1) + ending;
	// One short vowel before the last consonant doubles it; of longer verbs those stressed at the end do.
	const isShort = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb) || doubling.has(verb);
	return isShort ? verb + verb.at(-1) + ending : verb + ending;
}

const doubling = new Set(
	'submit permit transfer refer prefer occur admit commit equip program begin forget format plan ship quit'.split(
		' '
	)
);

const irregularPlurals = new Map([
	['person', 'people'],
	['child', 'children'],
	['woman', 'women'],
	['man', 'men'],
	['index', 'indices']
]);

/** A noun with its plural. */
export function englishNounForms(noun: string): string[] {
	if (/[^aeiou]y$/.test(noun)) return [noun, `${noun.slice(0, -1)}ies`];
	if (/(?:s|x|z|ch|sh)$/.test(noun)) return [noun, `${noun}es`];
	const other = irregularPlurals.get(noun);
	return other ? [noun, `${noun}s`, other] : [noun, `${noun}s`];
}

/** `ein|führen` → einführen, einführt, eingeführt, einzuführen; participles after a colon are taken as they are. */
export function germanVerbForms(entry: string): Form[] {
	const [marked = '', irregular] = entry.split(':');
	const [first = '', second] = marked.split('|');
	const prefix = second === undefined ? '' : first;
	const verb = second ?? first;
	const base = prefix + verb;
	const stem = verb.replace(/(?:en|n)$/, '');
	const e = /[td]$/.test(stem) ? 'e' : '';
	const forms: Form[] = [
		['base', base, base],
		['base', `${prefix}${stem}${e}t`, base],
		['base', `${prefix}${stem}${e}te`, base],
		['base', `${prefix}${stem}${e}ten`, base]
	];
	if (prefix) forms.push(['base', `${prefix}zu${verb}`, base]);
	const hasGe =
		prefix !== ''
			? !/ieren$/.test(verb)
			: !/^(?:be|ge|er|ver|zer|ent|emp|miss|über|unter)|ieren$/.test(verb);
	const regular = `${prefix}${hasGe ? 'ge' : ''}${stem}${e}t`;
	for (const past of irregular?.split(',') ?? [regular]) forms.push(['past', past, base]);
	// "die eingeführten Regeln" does not open a key result often enough to look for.
	return forms;
}

/** The plurals that are made by an ending; the others are listed. */
export function germanNounForms(noun: string): string[] {
	const endings = /e$/.test(noun)
		? ['', 'n']
		: ['', 'e', 'en', 'n', 's', 'es', 'er', 'in', 'innen'];
	return endings.map((ending) => noun + ending);
}
