import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './harness.ts';

/** A folder that is gone when the test ends. */
export function tempDir(): string {
	const dir = mkdtempSync(path.join(tmpdir(), 'relay-'));
	atEnd(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

/** Why file systems cannot be mounted here, or null. Only root may, and not in every container. */
export function reasonNotToMount(): string | null {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root can mount';
	const dir = mkdtempSync(path.join(tmpdir(), 'relay-'));
	try {
		mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir);
		execFileSync('umount', [dir]);
		return null;
	} catch {
		return 'mounting is not allowed here';
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

/** A file system of its own in memory, of some KiB, gone when the test ends. */
export function smallDisk(kib: number): { dir: string; resize(kib: number): void } {
	const dir = tempDir();
	mount('-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', dir);
	atEnd(() => execFileSync('umount', ['-l', dir]));
	return { dir, resize: (to) => mount('-o', `remount,size=${to}k`, dir) };
}

/** A file system of some MiB on an image, which can be made to fail as a broken disk makes it fail. */
export function imageDisk(mib: number) {
	const dir = tempDir();
	const image = path.join(tempDir(), 'image');
	const mountIt = () => mount('-o', 'loop,errors=remount-ro', image, dir);
	writeFileSync(image, '');
	truncateSync(image, mib * 1024 * 1024);
	execFileSync('/sbin/mkfs.ext4', ['-q', image]);
	mountIt();
	atEnd(() => {
		try {
			execFileSync('umount', ['-l', dir], { stdio: 'ignore' });
		} catch {
			// Not mounted when the test failed in between.
		}
	});
	return {
		dir,
		/** What the kernel does to a file system in which it finds an error. */
		goReadOnly(): void {
			const found = execFileSync('findmnt', ['-no', 'SOURCE', dir], { encoding: 'utf8' });
			const device = path.basename(found.trim());
			if (!readdirSync('/sys/fs/ext4').includes(device)) throw new Error(`no ext4 on ${device}`);
			writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, '1');
		},
		/** What an operator does about it; nobody may be using it. */
		repair(): void {
			execFileSync('umount', [dir]);
			try {
				execFileSync('/sbin/e2fsck', ['-fy', image], { stdio: 'ignore' });
			} catch {
				// It answers 1 when it has repaired something.
			}
			mountIt();
		}
	};
}

/** Runs `mount`; throws what it says. */
export function mount(...args: string[]): void {
	execFileSync('mount', args, { stdio: 'pipe' });
}
