/**
 * The one list of clauses, in the order in which a failing one becomes the ground of a refusal. Documents, code and tests read it here.
 * WHY this order: first what makes the whole exchange unlawful, then the requester, then the legal basis, then the question itself, then
 * what is counted. A requester told of the first thing to mend has mended the gravest.
 */
export const PRECEDENCE = [
  'unreadable',
  'fresh-and-signed',
  'in-force',
  'no-order',
  'federal-agency',
  'safeguards-current',
  'verification-acknowledged',
  'answer-to-agreed-key',
  'requester-official',
  'address-only',
  'purpose-agreed',
  'not-locate',
  'locate-order',
  'authority-given',
  'criminal-statute',
  'one-proceeding',
  'consent-given',
  'person-fields',
  'name-given',
  'address-typed',
  'period-given',
  'period-agreed',
  'order-date',
  'specific-reason',
  'personally-engaged',
  'sole-use',
  'volume',
  'budget',
] as const;

export type ClauseId = (typeof PRECEDENCE)[number];

/** The place of a clause in the list; -1 for a text that is no clause id. */
export function precedenceOf(id: string): number {
  return (PRECEDENCE as readonly string[]).indexOf(id);
}

export function isClauseId(id: string): id is ClauseId {
  return precedenceOf(id) >= 0;
}

/**
 * Clauses that no pack may leave out: without them an answer could leave outside an agreement in force, against an order, unsigned,
 * without a name and a typed address, or without limit (laws 1, 6 and 8).
 */
export const IN_EVERY_PACK: readonly ClauseId[] = [
  'fresh-and-signed',
  'in-force',
  'no-order',
  'safeguards-current',
  'verification-acknowledged',
  'answer-to-agreed-key',
  'purpose-agreed',
  'not-locate',
  'person-fields',
  'name-given',
  'address-typed',
  'volume',
  'budget',
];

/** The ground of a row that could not be read: it never reaches the clauses of a pack. */
export const UNREADABLE = {
  id: 'unreadable',
  source: 'file format (docs/for-requesters.md)',
  refuses: 'The row could not be read.',
  mends: 'Correct the column that the report names and send the row again.',
} as const;
