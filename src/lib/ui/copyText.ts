type CopyableField = HTMLInputElement | HTMLTextAreaElement;

/**
 * Puts a text onto the clipboard; to be called while a click is being answered. False where the browser does
 * not let the page: then the text has to be shown, for the person to copy. `field`: where it stands already;
 * inside an open dialog nothing else can be selected.
 */
export async function copyText(text: string, field?: CopyableField): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return field ? copyField(field) : copyThroughPage(text);
	}
}

/** Over plain http there is no clipboard to ask; the older way copies what is selected. */
function copySelected(): boolean {
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies there
	return document.execCommand('copy');
}

function copyField(field: CopyableField): boolean {
	field.focus();
	field.select();
	return copySelected();
}

function copyThroughPage(text: string): boolean {
	const area = document.createElement('textarea');
	const focused = document.activeElement;
	area.value = text;
	area.style.position = 'fixed';
	area.style.opacity = '0';
	document.body.append(area);
	area.select();
	const isCopied = copySelected();
	area.remove();
	if (focused instanceof HTMLElement) focused.focus();
	return isCopied;
}
