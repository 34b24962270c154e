/** What is asked, read once: everything of a decision that question, terms and submission fix. No record, no standing, no clock. */
import type { Question } from '../inquiry/question.ts';
import { typedAddress } from '../inquiry/typed-address.ts';
import { addressKey, type StandardAddress } from '../matching/address.ts';
import { type StandardName, standardiseAskedName } from '../matching/name.ts';
import { personKeys } from '../matching/person-forms.ts';
import type { Agreement } from '../terms/agreement.ts';
import { citationKey } from '../terms/citation.ts';
import { dayIn, instant } from '../terms/dates.ts';
import type { QuestionFacts } from '../terms/facts.ts';
import type { Terms } from '../terms/terms.ts';
import { foldedChoice, proceedings, readReason } from './basis.ts';
import { questionFacts } from './question-facts.ts';
import type { Submission } from './submission.ts';
import { claimsOf, type UsageClaim } from './usage.ts';

export type { Submission } from './submission.ts';

/** A question ready to be judged, and to be judged again, cheaply. Built by `prepare` only. */
export interface Asked {
  readonly question: Question;
  readonly terms: Terms;
  readonly submission: Submission;
  readonly facts: QuestionFacts;
  readonly claims: readonly UsageClaim[];
  /** The statute's key and the folded classes that orders may name. */
  readonly statute: string;
  readonly classes: readonly string[];
  readonly name: StandardName | null;
  readonly address: StandardAddress | null;
}

/** Reads a question under its terms. Total on questions. */
export function prepare(question: Question, terms: Terms, submission: Submission): Asked {
  const { agreement, pack } = terms;
  const { basis, person } = question;
  const named = standardiseAskedName(person);
  const typed = typedAddress(question.address);
  const name = named.kind === 'name' ? named.name : null;
  const address = typed.kind === 'address' ? typed.address : null;
  const day = dayIn(submission.received_at, agreement.time_zone);
  const statute = citationKey(basis.authority);
  const kinds = proceedings(basis.proceeding);
  const reason = readReason(basis.reason, [person.given_name, person.middle_name, person.surname]);
  const claims = claimsOf({
    question,
    standard: { name, address },
    agreement,
    person: name === null ? '' : personOf(question, name),
    personKeys: name === null ? [] : budgetKeys(question, agreement, name),
    address: address === null ? '' : addressKey(address),
    reasonWriting: reason.writing,
    day,
    file: submission.file ?? '',
  });
  const facts = questionFacts({
    question,
    agreement,
    submission,
    named: name !== null,
    typed,
    statute,
    kinds,
    reason,
    day,
  });
  const classes = [pack.id, foldedChoice(basis.purpose), ...(kinds ?? [])];
  return { question, terms, submission, facts, claims, statute, classes, name, address };
}

/**
 * One text for the person asked about, for counting people. A spelling that differs counts as another person, never too few; case,
 * punctuation and spacing do not differ (law 9).
 */
function personOf({ person }: Question, name: StandardName): string {
  const rest = name.readings.map(({ middles, suffix }) => JSON.stringify([middles, suffix]));
  return JSON.stringify([...personKeys(name)].sort().concat(rest, person.birth_date, person.tax_identifier));
}

/** The keys of the question's budget: every name form that could meet a record, with the agreed further field. */
function budgetKeys({ person }: Question, agreement: Agreement, name: StandardName): string[] {
  const further = {
    name: '',
    'name-and-birth-date': person.birth_date,
    'name-and-tax-identifier': person.tax_identifier,
  }[agreement.person_fields];
  return personKeys(name).map((key) => JSON.stringify([agreement.person_fields, key, further]));
}

/** What the inquiry would count, in a fixed order; `Standing.usage` answers in the same order. */
export function usageClaims(asked: Asked): UsageClaim[] {
  return [...asked.claims];
}

/** The instant in canonical writing, so that instants compare as text. */
export const canonicalInstant = (now: string): string => (now.length === 24 && now.endsWith('Z') ? now : instant(now));
