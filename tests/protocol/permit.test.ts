import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatCreationLink, isPermit, parseCreationLink, permitOf } from '#lib/protocol/permit.ts';

const token = Buffer.alloc(32, 7).toString('base64url');
const other = Buffer.alloc(32, 8).toString('base64url');
const [teamA, teamB] = ['a'.repeat(26), 'b'.repeat(26)];

describe('permits', () => {
	it('[CREATE-2] a permit is worth something for its own team alone, and does not tell the token', () => {
		const permit = permitOf(token, teamA);
		const byNode = createHmac('sha256', Buffer.alloc(32, 7)).update(`cairn/create\n${teamA}`);
		expect(permit).toBe(byNode.digest('base64url'));
		expect(isPermit(permit, token, teamA)).toBe(true);
		expect(isPermit(permit, token, teamB)).toBe(false);
		expect(isPermit(permit, other, teamA)).toBe(false);
		for (const wrong of ['', permit.slice(0, -1), `${permit}A`, token, '!']) {
			expect(isPermit(wrong, token, teamA), wrong).toBe(false);
		}
	});

	it('a creation link is read out of whatever was pasted around it, and a broken one is told', () => {
		const link = formatCreationLink('https://okr.example.org', token);
		expect(link).toMatch(/^https:\/\/okr\.example\.org\/#new\.[\w-]{43}\.[a-z2-7]{4}$/);
		const fragment = link.split('#')[1]!;
		for (const text of [link, `#${fragment}`, fragment, `Here: ${link} – enjoy`]) {
			expect(parseCreationLink(text), text).toEqual({ ok: true, token });
		}
		expect(parseCreationLink(`${link.slice(0, 40)}\n${link.slice(40)}`)).toMatchObject({
			ok: true
		});
		expect(parseCreationLink(link.slice(0, -3))).toEqual({ ok: false, why: 'cut' });
		expect(parseCreationLink(link.replace('#new.B', '#new.C'))).toEqual({ ok: false, why: 'cut' });
		expect(parseCreationLink('see you at nine')).toEqual({ ok: false, why: 'not-a-link' });
	});
});
