/** One of several values that people gave the same field without knowing of each other. */
export interface Side<V> {
	/** Names this side when one is chosen; the same on every replica. */
	key: string;
	value: V;
	/** A person's id, or '' where it is not known. */
	by: string;
	/** Epoch ms on the clock of who wrote it. For people to read; nothing is ordered by it. */
	at: number;
	/** True for the one side that is shown until somebody chooses. */
	provisional: boolean;
}

/**
 * What a person has to settle. Every replica finds the same ones after a merge; `id` is the item's id
 * and the field's name with a slash between, so a choice on one screen clears the card on all.
 *
 * `sides` has at least two, the provisional one first.
 */
export type Conflict =
	| { kind: 'value'; id: string; item: string; field: string; sides: Side<unknown>[] }
	| {
			kind: 'text';
			id: string;
			item: string;
			field: string;
			/** The text all sides started from. */
			base: string;
			/** The text as it stands in the document, with everybody's typing merged. */
			now: string;
			sides: Side<string>[];
	  }
	| {
			/** Deleted, or deprioritised, while somebody was changing it. It stands until that is settled. */
			kind: 'delete' | 'drop';
			id: string;
			item: string;
			/** Who deleted or deprioritised it. */
			deletedBy: string;
			/** When they did, epoch ms, for people to read. */
			at: number;
			/** What others changed, in the item or what belongs to it, that they had not seen. */
			edits: { item: string; field: string; by: string; at: number }[];
	  };

/** The item of the conflict between two agreements: its sides are the ids of versions. */
export const agreementItem = 'plan';
