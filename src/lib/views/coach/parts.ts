/** What the plan shows of the coach, fetched as one piece. */
export { default as Checklist } from './Checklist.svelte';
export { default as FillOffer } from './FillOffer.svelte';
export { default as LineNote } from './LineNote.svelte';
