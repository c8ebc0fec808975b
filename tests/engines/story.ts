import { expect, vi } from 'vitest';
import type { RelayProcess } from '../e2e/relayProcess.ts';
import type { Visitor, What } from './visitor.ts';

const patience = { timeout: 40_000, interval: 100 };

/** Clicks it once it is there. */
export async function click(visitor: Visitor, role: What['role'], name: string): Promise<void> {
	await vi.waitFor(async () => {
		expect(await visitor.click({ role, name }), `${visitor.name}: ${role} "${name}"`).toBe(true);
	}, patience);
}

/** Types into a field, over what stands in it. */
export async function fill(visitor: Visitor, name: string, text: string): Promise<void> {
	await click(visitor, 'field', name);
	await visitor.press('SelectAll');
	await visitor.type(text);
	expect(await focusedValue(visitor), `${visitor.name}: "${name}"`).toBe(text);
}

/** Waits until these words stand on the page, be it in a field. */
export async function see(visitor: Visitor, words: string): Promise<void> {
	await vi.waitFor(async () => {
		expect(await textOf(visitor), visitor.name).toContain(words);
	}, patience);
}

function focusedValue(visitor: Visitor): Promise<string | undefined> {
	return visitor.evaluate(
		() => (document.activeElement as Partial<HTMLInputElement> | null)?.value,
		null
	);
}

/** All that can be read on the page, with what stands in its fields. */
export function textOf(visitor: Visitor): Promise<string> {
	return visitor.evaluate(() => {
		const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
		const told = [document.body.innerText, ...fields.map(({ value }) => value)];
		return told.join('\n').replaceAll('\u00a0', ' ');
	}, null);
}

export async function at(visitor: Visitor, ending: string): Promise<string> {
	return vi.waitFor(async () => {
		const url = await visitor.evaluate(() => location.href, null);
		const where = url.endsWith(ending) ? '' : `${url}\n${await textOf(visitor)}`;
		expect(where, visitor.name).toBe('');
		return url;
	}, patience);
}

/** Waits for what the chip says of this device and of the relay. */
export async function until(
	visitor: Visitor,
	where: 'disk' | 'relay',
	state: 'safe' | 'behind' | 'failed'
): Promise<void> {
	await vi.waitFor(async () => {
		const said = await visitor.evaluate(
			(where) => document.querySelector('[data-disk]')?.getAttribute(`data-${where}`),
			where
		);
		expect(said, `${visitor.name}, ${where}`).toBe(state);
	}, patience);
}

/** Waits until the worker answers for this page, so that it opens without a server. */
export async function untilControlled(visitor: Visitor): Promise<void> {
	await vi.waitFor(async () => {
		const state = await visitor.evaluate(() => navigator.serviceWorker.controller?.state, null);
		expect(state, `${visitor.name}: its worker`).toBe('activated');
	}, patience);
}

/** A colleague starts the team, and hands on the members' link, or the readers'. */
export async function startTeam(
	ana: Visitor,
	relay: RelayProcess,
	kind: 'e' | 'v' = 'e'
): Promise<string> {
	await ana.goto(relay.url);
	await click(ana, 'button', 'Start a team');
	await fill(ana, 'Name of the team', 'Lighthouse');
	await fill(ana, 'Your name', 'Ana');
	await click(ana, 'button', 'Start the team');
	const plan = await at(ana, '/plan');
	await ana.goto(plan.replace(/\/c\/.*$/, '/team'));
	const link = await vi.waitFor(async () => {
		const found = await ana.evaluate(
			(part) =>
				[...document.querySelectorAll('input')]
					.map(({ value }) => value)
					.find((value) => value.includes(part)),
			`/join#1.${kind}.`
		);
		expect(found).toBeTypeOf('string');
		return found ?? '';
	}, patience);
	await ana.goto(plan);
	return link;
}
