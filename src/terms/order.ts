/** Orders of a court or an official that stop answers, wholly or in part. */
import { z } from 'zod';

const text = z.string().min(1).max(4000);
const instantText = z.string().refine((value) => Number.isFinite(Date.parse(value)), 'must be an RFC 3339 date-time');

const scopeSchema = z.strictObject({
  agreement: text.optional(),
  requester: text.optional(),
  /** A citation; compared as the law is, not as it is written. */
  statute: text.optional(),
  /** A class of inquiry: a pack id, a purpose or a kind of proceeding. */
  class: text.optional(),
  /** Pseudonyms of the people named. */
  persons: z.array(text).min(1).optional(),
  /** The order stops answers given from this instant (inclusive) until that one (exclusive). */
  from: instantText.optional(),
  until: instantText.optional(),
});

/** What an order covers: every part given must apply; no part given is everything. */
export type OrderScope = z.infer<typeof scopeSchema>;

const orderSchema = z.strictObject({
  id: text,
  issued: instantText,
  received: instantText,
  effective: instantText,
  lifted: instantText.nullable(),
  /** The order as quoted by whoever entered it. */
  authority: text,
  /** Sealed: where it names persons, they get a look-alike not confirmed and only the custodian sees why. */
  sealed: z.boolean(),
  scope: scopeSchema,
});

export type Order = z.infer<typeof orderSchema>;

/** Checks an entry; null for anything that is no order. */
export function orderFromJson(value: unknown): Order | null {
  const parsed = orderSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** What an order is held against. `classes` are folded texts, `persons` the pseudonyms of the question's person keys. */
export interface OrderSubject {
  readonly agreement: string;
  readonly requester: string;
  readonly statute: string;
  readonly classes: readonly string[];
  readonly persons: readonly string[];
}

/** Whether the order is in effect at the instant: effective, not lifted, inside its own window. */
export function inEffect(order: Order, now: string): boolean {
  const at = Date.parse(now);
  const { from, until } = order.scope;
  if (at < Date.parse(order.effective)) return false;
  if (order.lifted !== null && at >= Date.parse(order.lifted)) return false;
  return (from === undefined || at >= Date.parse(from)) && (until === undefined || at < Date.parse(until));
}

/** Whether the order forbids answering the inquiry at the instant. `statute` and `classes` are compared in their folded writing. */
export function covers(
  order: Order,
  subject: OrderSubject,
  now: string,
  statuteKey: (cite: string) => string,
): boolean {
  const { scope } = order;
  return (
    inEffect(order, now) &&
    (scope.agreement === undefined || scope.agreement === subject.agreement) &&
    (scope.requester === undefined || scope.requester === subject.requester) &&
    (scope.statute === undefined || statuteKey(scope.statute) === subject.statute) &&
    (scope.class === undefined || subject.classes.includes(scope.class.trim().toLowerCase())) &&
    (scope.persons === undefined || scope.persons.some((each) => subject.persons.includes(each)))
  );
}

/** Whether the order is one whose very existence stays the custodian's: it gives a look-alike not confirmed instead of a refusal. */
export function isSilent(order: Order): boolean {
  return order.sealed && order.scope.persons !== undefined;
}
