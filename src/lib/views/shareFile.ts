import { saveFile, toFileName } from './saveFile.ts';

/**
 * Hands a text over as a file through the system's share sheet; where there is none for files, or it refuses,
 * the file is saved. `left`: somebody closed the sheet again.
 */
export async function shareFile(
	name: string,
	ending: string,
	type: string,
	text: string
): Promise<'shared' | 'saved' | 'left'> {
	// Systems pass on texts, and refuse endings they have never heard of.
	const file = new File([text], `${toFileName(name)}.${ending}.txt`, { type: 'text/plain' });
	if (navigator.canShare?.({ files: [file] })) {
		try {
			await navigator.share({ files: [file], title: name });
			return 'shared';
		} catch (thrown) {
			if (thrown instanceof DOMException && thrown.name === 'AbortError') return 'left';
		}
	}
	saveFile(name, ending, type, text);
	return 'saved';
}
