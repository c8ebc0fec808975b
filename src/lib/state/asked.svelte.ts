/** What can be asked for from everywhere, by a key or a menu. */
export type Help = 'search' | 'keys';

/** What was asked for; null once it is closed. */
export const asked = $state<{ help: Help | null }>({ help: null });
