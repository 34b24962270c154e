/** Law 2: an agreement can narrow its pack and never widen it. */
import type { Agreement } from './agreement.ts';
import { addDays, addMonths } from './dates.ts';
import type { Pack } from './pack.ts';
import type { ClauseId } from './precedence.ts';
import { dotted, type Problem } from './yaml-text.ts';

type Path = readonly PropertyKey[];
type Found = [path: Path, message: string];

/** What in the agreement would widen its pack, or leaves open what the pack demands; [] where it only narrows. */
export function narrows(agreement: Agreement, pack: Pack, lineOf: (path: Path) => number = () => 1): Problem[] {
  const found = [
    ...identity(agreement, pack),
    ...term(agreement, pack),
    ...listed(agreement, pack),
    ...numbers(agreement, pack),
    ...switches(agreement, pack),
  ];
  return found.map(([path, message]) => ({ line: lineOf(path), path: dotted(path), message }));
}

function identity({ pack: named }: Agreement, pack: Pack): Found[] {
  if (named.id !== pack.id) return [[['pack', 'id'], `names ${named.id}, and the pack given is ${pack.id}`]];
  if (named.version !== pack.version)
    return [[['pack', 'version'], `names version ${named.version}, and the pack given is version ${pack.version}`]];
  return [];
}

function term({ dates }: Agreement, { limits }: Pack): Found[] {
  const found: Found[] = [];
  const { months_at_most: months, waiting_days_at_least: waiting } = limits;
  if (months !== null && dates.expires >= addMonths(dates.effective, months)) {
    found.push([
      ['dates', 'expires'],
      `gives a term of more than ${months} months; the last day can be ${addDays(addMonths(dates.effective, months), -1)}`,
    ]);
  }
  if (dates.waiting_days < waiting) found.push([['dates', 'waiting_days'], `is under the pack's ${waiting} days`]);
  if (dates.effective < addDays(dates.signed, dates.waiting_days))
    found.push([['dates', 'effective'], 'lies within the waiting period after signing']);
  return found;
}

function listed(agreement: Agreement, { limits }: Pack): Found[] {
  const found: Found[] = [];
  if (!limits.person_fields.includes(agreement.person_fields))
    found.push([['person_fields'], `is not one that the pack allows (${limits.person_fields.join(', ')})`]);
  if (!limits.levels.includes(agreement.level))
    found.push([['level'], `is not one that the pack allows (${limits.levels.join(', ')})`]);
  if (limits.statutes === 'required' && agreement.statutes.length === 0)
    found.push([['statutes'], 'is empty, and the pack asks for a list']);
  if (limits.periods === 'required' && agreement.periods.length === 0)
    found.push([['periods'], 'is empty, and the pack asks for tax years']);
  return found;
}

function numbers(agreement: Agreement, { limits }: Pack): Found[] {
  const found: Found[] = [];
  const atMost = (path: Path, value: number | null, bound: number | null): void => {
    if (bound !== null && (value === null || value > bound)) found.push([path, `is above the pack's ${bound}`]);
  };
  atMost(['caps', 'reason_people'], agreement.caps.reason_people, limits.reason_people_at_most);
  atMost(
    ['budget', 'questions_per_person'],
    agreement.budget.questions_per_person,
    limits.questions_per_person_at_most,
  );
  atMost(['budget', 'people_per_address'], agreement.budget.people_per_address, limits.people_per_address_at_most);
  atMost(['budget', 'namesake_allowance'], agreement.budget.namesake_allowance, limits.namesake_allowance_at_most);
  atMost(['consent_days'], agreement.consent_days, limits.consent_days_at_most);
  if (agreement.budget.window_days < limits.window_days_at_least) {
    found.push([['budget', 'window_days'], `is under the pack's ${limits.window_days_at_least} days`]);
  }
  if (agreement.retention_years < limits.retention_years_at_least) {
    found.push([['retention_years'], `is under the legal floor of ${limits.retention_years_at_least} years`]);
  }
  return found;
}

function switches(agreement: Agreement, pack: Pack): Found[] {
  const found: Found[] = [];
  const asks = (id: ClauseId): boolean => pack.clauses.some((clause) => clause.id === id);
  if (agreement.delegation && pack.limits.delegation === 'never')
    found.push([['delegation'], 'is allowed, and the pack does not allow it']);
  if (agreement.address_only_authority === null && asks('address-only')) {
    found.push([['address_only_authority'], 'is not set: counsel must state true or false; there is no default']);
  }
  if (agreement.consent_days === null && asks('consent-given'))
    found.push([['consent_days'], 'is not set, and the pack asks for a consent']);
  return found;
}
