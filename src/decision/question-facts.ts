/** The facts that question, terms and submission fix. What the agreement alone fixes is computed once for each agreement. */
import type { Question } from '../inquiry/question.ts';
import type { TypedAddress } from '../inquiry/typed-address.ts';
import { addressForms, type StandardAddress, standardiseAddress } from '../matching/address.ts';
import type { Agreement, Statute } from '../terms/agreement.ts';
import { citationKey } from '../terms/citation.ts';
import { addDays, startOfDay } from '../terms/dates.ts';
import type { QuestionFacts } from '../terms/facts.ts';
import { foldedChoice, isLocatePurpose, isPlaceholder, type Reason } from './basis.ts';
import type { Submission } from './submission.ts';

/** A question as far as it is read. `statute` is the citation key, `kinds` the proceedings named, `day` the day of asking in the zone. */
export interface Read {
  readonly question: Question;
  readonly agreement: Agreement;
  readonly submission: Submission;
  readonly named: boolean;
  readonly typed: TypedAddress;
  readonly statute: string;
  readonly kinds: readonly string[] | null;
  readonly reason: Reason;
  readonly day: string;
}

/** The facts of a question that is read. */
export function questionFacts(read: Read): QuestionFacts {
  const { question, agreement, submission, named, typed, day } = read;
  return {
    ...termsFacts(agreement),
    ...basisFacts(read),
    ...submissionFacts(submission, agreement, day),
    ...documentFacts(question, agreement, day),
    'person.exact_fields': hasExactFields(question, agreement),
    'name.given': named,
    'address.typed': typed.kind === 'address',
    'address.why': typed.kind === 'address' ? '' : typed.why,
    'address.facility': typed.kind === 'address' && isFacility(typed.address, agreement),
  };
}

type Some<N extends keyof QuestionFacts> = Pick<QuestionFacts, N>;

/** Facts that the agreement alone fixes; computed once for each agreement. */
type TermsFacts = Some<
  | 'agreement.effective'
  | 'agreement.waiting_over'
  | 'terms.delegation'
  | 'terms.address_only'
  | 'terms.final_order'
  | 'terms.first_use_approval'
  | 'terms.reason_people'
  | 'terms.people_per_case'
  | 'terms.records_per_file'
  | 'terms.records_per_day'
  | 'terms.records_in_all'
  | 'terms.questions_per_person'
  | 'terms.people_per_address'
>;

const factsOfTerms = new WeakMap<Agreement, TermsFacts>();

function termsFacts(agreement: Agreement): TermsFacts {
  const known = factsOfTerms.get(agreement);
  if (known !== undefined) return known;
  const { dates, time_zone: zone, budget, volume, caps } = agreement;
  const namesakes = agreement.person_fields === 'name' ? budget.namesake_allowance : 1;
  const made: TermsFacts = {
    'agreement.effective': startOfDay(dates.effective, zone),
    'agreement.waiting_over': startOfDay(addDays(dates.signed, dates.waiting_days), zone),
    'terms.delegation': agreement.delegation,
    'terms.address_only': agreement.address_only_authority === true,
    'terms.final_order': agreement.final_order !== null,
    'terms.first_use_approval': agreement.approvals.first_use_of_statute,
    'terms.reason_people': caps.reason_people,
    'terms.people_per_case': caps.people_per_case,
    'terms.records_per_file': volume.records_per_file,
    'terms.records_per_day': volume.records_per_day,
    'terms.records_in_all': volume.records_in_all,
    'terms.questions_per_person': budget.questions_per_person * namesakes,
    'terms.people_per_address': budget.people_per_address,
  };
  factsOfTerms.set(agreement, made);
  return made;
}

interface Lists {
  readonly purposes: ReadonlySet<string>;
  readonly statutes: ReadonlyMap<string, Statute>;
  readonly facilities: ReadonlySet<string>;
}

const listsOf = new WeakMap<Agreement, Lists>();

/** The agreement's lists in their folded writing; made once for each agreement. */
function lists(agreement: Agreement): Lists {
  const known = listsOf.get(agreement);
  if (known !== undefined) return known;
  const made: Lists = {
    purposes: new Set(agreement.purposes.map(foldedChoice)),
    statutes: new Map(agreement.statutes.map((each) => [citationKey(each.cite), each])),
    facilities: new Set(agreement.facilities.flatMap(facilityForms)),
  };
  listsOf.set(agreement, made);
  return made;
}

function facilityForms(facility: Agreement['facilities'][number]): string[] {
  const { delivery_line, unit, city, state, postal_code } = facility;
  const read = standardiseAddress({ delivery_line, unit, city, state, postal_code, country: '', address: '' });
  return read.kind === 'address' ? formTexts(read.address, 'register') : [];
}

const formTexts = (address: StandardAddress, side: 'register' | 'question'): string[] =>
  addressForms(address, side, 'building').flatMap((form) =>
    form.street === null ? [`${form.kind} ${form.text}`] : [],
  );

/** Facilities are met at building level: no unit of an office is a person's home. */
function isFacility(address: StandardAddress, agreement: Agreement): boolean {
  const { facilities } = lists(agreement);
  return facilities.size > 0 && formTexts(address, 'question').some((form) => facilities.has(form));
}

type BasisFacts = Some<
  | 'purpose.given'
  | 'purpose.agreed'
  | 'purpose.locate'
  | 'authority.given'
  | 'statute.listed'
  | 'statute.criminal'
  | 'statute.felony'
  | 'statute.tax'
  | 'proceeding.kinds'
  | 'reason.given'
  | 'reason.specific'
  | 'officer.attests'
  | 'case.given'
  | 'use.sole'
  | 'period.given'
  | 'period.absent'
  | 'period.agreed'
>;

function basisFacts({ question, agreement, statute, kinds, reason }: Read): BasisFacts {
  const { basis, period } = question;
  const { purposes, statutes } = lists(agreement);
  const listed = statutes.get(statute);
  return {
    'purpose.given': !isPlaceholder(basis.purpose),
    'purpose.agreed': purposes.has(foldedChoice(basis.purpose)),
    'purpose.locate': isLocatePurpose(basis.purpose) || reason.locate,
    'authority.given': !isPlaceholder(basis.authority),
    'statute.listed': listed !== undefined,
    'statute.criminal': listed?.criminal === true,
    'statute.felony': listed?.felony === true,
    'statute.tax': listed?.tax === true,
    'proceeding.kinds': kinds === null ? null : kinds.length,
    'reason.given': reason.given,
    'reason.specific': reason.specific,
    'officer.attests': basis.attests_engaged,
    'case.given': !isPlaceholder(basis.case_number) || /[1-9]/.test(basis.case_number),
    'use.sole': basis.attests_sole_use,
    'period.absent': period === '',
    'period.given': /^\d{4}$/.test(period),
    'period.agreed': agreement.periods.includes(period),
  };
}

type SubmissionFacts = Some<'submission.fresh' | 'volume.in_dates' | 'file.approval_needed' | 'file.approved'>;

function submissionFacts(submission: Submission, { volume, approvals }: Agreement, day: string): SubmissionFacts {
  const above = approvals.file_rows_above;
  return {
    'submission.fresh': submission.fresh,
    'volume.in_dates': volume.from <= day && day <= volume.to,
    'file.approval_needed': above !== null && submission.file_rows !== null && submission.file_rows > above,
    'file.approved': submission.file_approved === true,
  };
}

type DocumentFacts = Some<
  | 'order.date_given'
  | 'order.date_plausible'
  | 'court_order.complete'
  | 'court_order.date_past'
  | 'consent.complete'
  | 'consent.current'
>;

function documentFacts({ basis, person }: Question, agreement: Agreement, today: string): DocumentFacts {
  const { final_order_date: ordered, court_order: order, consent } = basis;
  const earliest = agreement.final_order?.earliest ?? '';
  const oldest = agreement.consent_days === null ? '' : addDays(today, -agreement.consent_days);
  return {
    'order.date_given': ordered !== '',
    'order.date_plausible': ordered !== '' && ordered >= earliest && ordered <= today && ordered >= person.birth_date,
    'court_order.complete':
      order !== null &&
      [order.court, order.number, order.date, order.warrant, order.sha256].every(
        (each) => !isPlaceholder(each) || /[1-9]/.test(each),
      ),
    'court_order.date_past': order !== null && order.date !== '' && order.date <= today,
    'consent.complete':
      consent !== null && consent.date !== '' && !isPlaceholder(consent.scope) && consent.sha256 !== '',
    'consent.current': consent !== null && consent.date !== '' && consent.date <= today && consent.date >= oldest,
  };
}

/** Exactly the agreed fields: one that is missing and one too many both fail. Which kind of identifier it is makes no difference (law 12). */
function hasExactFields({ person }: Question, { person_fields: fields }: Agreement): boolean {
  const born = person.birth_date !== '';
  const identified = person.tax_identifier !== '';
  return born === (fields === 'name-and-birth-date') && identified === (fields === 'name-and-tax-identifier');
}
