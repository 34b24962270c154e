/** A pack: one authority's clauses as data, with the limits that agreements under it may narrow. */
import { z } from 'zod';
import { type ClauseId, IN_EVERY_PACK, isClauseId, PRECEDENCE, precedenceOf, UNREADABLE } from './precedence.ts';
import { compilePredicate, type Evaluate, type Predicate, readPredicate } from './predicate.ts';
import { type Problem, readYaml } from './yaml-text.ts';

/** How the agreed person fields may be: name alone, or with one more field. */
export const PERSON_FIELDS = ['name', 'name-and-birth-date', 'name-and-tax-identifier'] as const;
export const LEVELS = ['unit', 'building'] as const;

const text = z.string().min(1).max(2000);
const count = z.int().min(0).max(1_000_000_000);

const limitsSchema = z.strictObject({
  /** Longest term in months; null for no bound. */
  months_at_most: count.nullable(),
  waiting_days_at_least: count,
  person_fields: z.array(z.enum(PERSON_FIELDS)).min(1),
  levels: z.array(z.enum(LEVELS)).min(1),
  statutes: z.enum(['required', 'none']),
  periods: z.enum(['required', 'optional']),
  locate: z.enum(['never', 'with-court-order']),
  delegation: z.enum(['counsel', 'never']),
  retention_years_at_least: count,
  reason_people_at_most: count.nullable(),
  questions_per_person_at_most: count.nullable(),
  people_per_address_at_most: count.nullable(),
  /** The shortest window in which questions are counted: a shorter one would give more of them. */
  window_days_at_least: count,
  namesake_allowance_at_most: count,
  consent_days_at_most: count.nullable(),
});

/** Bounds that an agreement can narrow and never widen (law 2). Null is no bound. */
export type PackLimits = z.infer<typeof limitsSchema>;

const clauseSchema = z.strictObject({
  id: text,
  source: text,
  demands: text,
  refuses: text,
  mends: text,
  holds_when: z.unknown(),
});

const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  version: z.int().min(1),
  title: text,
  authority: text,
  limits: limitsSchema,
  clauses: z.array(clauseSchema).min(1),
});

/** One condition: `source` is cited law, `refuses` the ground as told, `mends` what the requester can do. */
export interface Clause {
  readonly id: ClauseId;
  readonly source: string;
  readonly demands: string;
  readonly refuses: string;
  readonly mends: string;
  readonly holds_when: Predicate;
}

/** `clauses` stand in precedence order, each id once. Plain data. */
export interface Pack {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly authority: string;
  readonly limits: PackLimits;
  readonly clauses: readonly Clause[];
}

export type PackRead = { ok: true; pack: Pack } | { ok: false; problems: Problem[] };

/** Reads and type-checks a pack. A clause with an unknown id or fact, a clause twice or a needed clause left out is refused with its line. */
export function loadPack(source: string): PackRead {
  const read = readYaml(source, packSchema);
  if (!read.ok) return read;
  const problems: Problem[] = [];
  const clauses: Clause[] = [];
  for (const [index, raw] of read.value.clauses.entries()) {
    const clause = readClause(raw, index, problems, read.lineOf);
    if (clause === null) continue;
    if (clauses.some((each) => each.id === clause.id))
      problems.push({
        line: read.lineOf(['clauses', index, 'id']),
        path: `clauses.${index}.id`,
        message: `${clause.id} stands twice`,
      });
    clauses.push(clause);
  }
  for (const id of IN_EVERY_PACK) {
    if (!read.value.clauses.some((each) => each.id === id))
      problems.push({
        line: read.lineOf(['clauses']),
        path: 'clauses',
        message: `${id} is missing; every pack needs it`,
      });
  }
  if (problems.length > 0) return { ok: false, problems };
  clauses.sort((a, b) => precedenceOf(a.id) - precedenceOf(b.id));
  return { ok: true, pack: { ...read.value, clauses } };
}

type RawClause = z.infer<typeof clauseSchema>;

function readClause(
  raw: RawClause,
  index: number,
  problems: Problem[],
  lineOf: (path: readonly PropertyKey[]) => number,
): Clause | null {
  const problem = (path: (string | number)[], message: string): null => {
    const whole = ['clauses', index, ...path];
    problems.push({ line: lineOf(whole), path: whole.join('.'), message });
    return null;
  };
  const { id } = raw;
  if (!isClauseId(id) || id === UNREADABLE.id)
    return problem(['id'], `is no clause id; the ids are ${PRECEDENCE.slice(1).join(', ')}`);
  const predicate = readPredicate(raw.holds_when);
  if (!predicate.ok) return problem(['holds_when', ...predicate.path], predicate.message);
  return { ...raw, id, holds_when: predicate.predicate };
}

/** A pack's clauses ready to evaluate. */
export interface CompiledClause {
  readonly id: ClauseId;
  readonly evaluate: Evaluate;
}

const compiled = new WeakMap<Pack, readonly CompiledClause[]>();

/** The pack's clauses as closures, in precedence order; made once for each pack. */
export function compiledClauses(pack: Pack): readonly CompiledClause[] {
  const known = compiled.get(pack);
  if (known !== undefined) return known;
  const made = pack.clauses.map((clause) => ({ id: clause.id, evaluate: compilePredicate(clause.holds_when) }));
  compiled.set(pack, made);
  return made;
}
