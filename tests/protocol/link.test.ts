import { describe, expect, it } from 'vitest';
import { checksumOf, formatLink } from '#lib/protocol/linkText.ts';
import { parseLink } from '#lib/protocol/link.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';

const seed = Uint8Array.from({ length: 32 }, (_, i) => i * 5);
const teamId = teamIdOf(publicKeyOf(seed));
const { tokens } = createGeneration(seed, 1);
const link = { teamId, role: 'edit', token: tokens.edit } as const;
const origin = 'https://okr.example.org';
const text = formatLink(origin, link);

describe('links', () => {
	it('keeps every secret in the fragment', () => {
		expect(text.slice(0, text.indexOf('#'))).toBe(`${origin}/join`);
	});

	it('reads back what it wrote, for every role', () => {
		expect(parseLink(text)).toEqual({ ok: true, origin, link });
		const view = { teamId, role: 'view', token: tokens.view } as const;
		expect(parseLink(formatLink('http://10.0.0.5:8787', view))).toEqual({
			ok: true,
			origin: 'http://10.0.0.5:8787',
			link: view
		});
		expect(parseLink(formatLink(origin, { teamId, admin: seed }))).toEqual({
			ok: true,
			origin,
			link: { teamId, admin: seed }
		});
	});

	it('[LINK-12] names the person whose other device it is for, and no other kind of link does', () => {
		const own = { ...link, person: 'abcdefgh234567aa' };
		const written = formatLink(origin, own);
		expect(written.slice(0, written.indexOf('#'))).toBe(`${origin}/join`);
		expect(parseLink(written)).toEqual({ ok: true, origin, link: own });
		for (let length = text.length; length < written.length; length++)
			expect(parseLink(written.slice(0, length)).ok, String(length)).toBe(false);
		expect(parseLink(written.replace('abcdefgh', 'abcdefgi')).ok).toBe(false);
		for (const letter of ['v', 'a']) {
			const body = written.slice(written.indexOf('#') + 1, -5).replace('1.e.', `1.${letter}.`);
			expect(parseLink(`${origin}/join#${body}.${checksumOf(body)}`).ok, letter).toBe(false);
		}
	});

	it('[LINK-13] says in the open where it lands, and a spoiled place takes nothing from it', () => {
		const to = { cycle: 'abcdefgh234567aa', workshop: 'bbcdefgh234567aa' };
		const written = formatLink(origin, link, to);
		expect(written.slice(0, written.indexOf('#'))).toBe(
			`${origin}/join?to=abcdefgh234567aa.bbcdefgh234567aa`
		);
		const read = { ok: true, origin, link };
		expect(parseLink(written)).toEqual({ ...read, to });
		expect(parseLink(`Join us: ${written.slice(0, 50)}\n${written.slice(50)}`)).toEqual({
			...{ ok: true, origin: null, link },
			to
		});
		for (const spoiled of ['bbcdefgh', '../../etc', 'bbcdefgh234567aa.more', ''])
			expect(parseLink(written.replace(/bbcdefgh234567aa/, spoiled)), spoiled).toEqual(read);
		expect(parseLink(written.slice(0, -3))).toEqual({ ok: false, why: 'cut' });
	});

	it.each([
		['with a chat line around it', `Ana: join us here ${text}, see you at ten!`, origin],
		['in brackets', `<${text}>`, origin],
		['percent-encoded', text.replace('#', '%23'), origin],
		['wrapped by a mail program', `${text.slice(0, 60)}\n ${text.slice(60)}`, origin],
		['as a bare fragment', text.slice(text.indexOf('#')), null],
		['as a bare fragment without its sign', text.slice(text.indexOf('#') + 1), null]
	])('reads a link %s', (_, pasted, expectedOrigin) => {
		expect(parseLink(pasted)).toEqual({ ok: true, origin: expectedOrigin, link });
	});

	it('says that a link was cut or mistyped', () => {
		for (let length = text.indexOf('#') + 1; length < text.length; length++) {
			expect(parseLink(text.slice(0, length)), String(length)).toEqual({ ok: false, why: 'cut' });
		}
		const mistyped = text.replace(
			teamId,
			teamId.replace(/^./, (c) => (c === 'a' ? 'b' : 'a'))
		);
		expect(parseLink(mistyped)).toEqual({ ok: false, why: 'cut' });
	});

	it('says that a link is newer than this app', () => {
		expect(parseLink(text.replace('#1.', '#2.'))).toEqual({ ok: false, why: 'newer' });
		expect(parseLink(`${origin}/join#12.whatever`)).toEqual({ ok: false, why: 'newer' });
	});

	it('says that a text is no link', () => {
		for (const other of ['', 'hello', 'https://example.org/', 'version 1.2 is out', '1.e']) {
			expect(parseLink(other)).toEqual({ ok: false, why: 'not-a-link' });
		}
	});
});
