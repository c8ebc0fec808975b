import { afterEach, expect, it, vi } from 'vitest';
import { passOver } from './passOver.ts';

afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

it('a test that cannot run here is told of, and fails where everything is to be proved', () => {
	const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
	vi.stubEnv('CAIRN_PROVE', '');
	passOver('no disk');
	expect(warn).toHaveBeenCalledWith('no disk');
	vi.stubEnv('CAIRN_PROVE', 'all');
	expect(() => passOver('no disk')).toThrow('not proved: no disk');
});
