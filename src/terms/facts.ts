/**
 * The facts that clauses speak about. `from: question` are fixed once the question and terms are known; `from: standing` are judged again
 * with every standing and instant. No fact says anything about a record (law 3).
 */
export type FactType = 'yes-no' | 'number' | 'text' | 'instant';

interface Declared {
  readonly type: FactType;
  readonly from: 'question' | 'standing';
  /** The fact in words, as it stands in a sentence of docs/clauses.md. */
  readonly says: string;
}

const declare = <const D extends Record<string, Declared>>(facts: D): D => facts;

export const FACTS = declare({
  now: { type: 'instant', from: 'standing', says: 'the instant of the decision' },
  'now.latest': { type: 'instant', from: 'standing', says: 'the latest instant ever seen' },
  'agreement.state': { type: 'text', from: 'standing', says: 'the state of the agreement' },
  'agreement.signed_by_custodian': { type: 'yes-no', from: 'standing', says: 'the custodian has signed these terms' },
  'agreement.signed_by_requester': { type: 'yes-no', from: 'standing', says: 'the requester has signed these terms' },
  'agreement.effective': { type: 'instant', from: 'question', says: 'the start of the effective day' },
  'agreement.waiting_over': { type: 'instant', from: 'question', says: 'the end of the waiting period' },
  'agreement.expires': { type: 'instant', from: 'standing', says: 'the end of the last day of the agreement' },
  'orders.covering': { type: 'number', from: 'standing', says: 'open orders in effect that cover the inquiry' },
  'requester.party': { type: 'yes-no', from: 'standing', says: 'the requester is the party to the agreement' },
  'requester.federal_agency': { type: 'yes-no', from: 'standing', says: 'the requester is a federal agency' },
  'requester.acknowledges_verification': {
    type: 'yes-no',
    from: 'standing',
    says: 'the requester has acknowledged that the answer alone supports no adverse action',
  },
  'requester.answer_key': { type: 'yes-no', from: 'standing', says: 'the requester has registered a key for answers' },
  'safeguards.status': { type: 'text', from: 'standing', says: "the requester's safeguard status" },
  'safeguards.overdue': { type: 'number', from: 'standing', says: 'safeguard findings overdue' },
  'official.listed': {
    type: 'yes-no',
    from: 'standing',
    says: 'the official is the agency head, the inspector general or a listed official',
  },
  'official.delegated': {
    type: 'yes-no',
    from: 'standing',
    says: 'the official holds a recorded delegation that is current',
  },
  'terms.delegation': { type: 'yes-no', from: 'question', says: 'counsel has allowed delegations' },
  'terms.address_only': {
    type: 'yes-no',
    from: 'question',
    says: 'counsel has stated that this authority may be used for an address alone',
  },
  'terms.final_order': { type: 'yes-no', from: 'question', says: 'the agreement is about people under a final order' },
  'terms.first_use_approval': { type: 'yes-no', from: 'question', says: 'first use of a statute needs approval' },
  'purpose.given': { type: 'yes-no', from: 'question', says: 'a purpose is given' },
  'purpose.agreed': { type: 'yes-no', from: 'question', says: 'the purpose is one that the agreement names' },
  'purpose.locate': { type: 'yes-no', from: 'question', says: 'the purpose or the reason is to locate a person' },
  'authority.given': { type: 'yes-no', from: 'question', says: 'a statutory authority is named' },
  'statute.listed': { type: 'yes-no', from: 'question', says: "the authority is on the agreement's list" },
  'statute.criminal': { type: 'yes-no', from: 'question', says: 'the agreement lists it as a criminal statute' },
  'statute.felony': { type: 'yes-no', from: 'question', says: 'the agreement lists it as a felony' },
  'statute.tax': { type: 'yes-no', from: 'question', says: 'the agreement lists it as a matter of tax administration' },
  'statute.used_before': { type: 'yes-no', from: 'standing', says: 'two officers have approved its first use' },
  'proceeding.kinds': { type: 'number', from: 'question', says: 'kinds of proceeding chosen' },
  'person.exact_fields': {
    type: 'yes-no',
    from: 'question',
    says: 'the question carries exactly the agreed person fields',
  },
  'name.given': { type: 'yes-no', from: 'question', says: 'a name is given that is no placeholder' },
  'address.typed': { type: 'yes-no', from: 'question', says: 'the address is a typed address' },
  'address.why': { type: 'text', from: 'question', says: 'why it is no typed address' },
  'address.facility': { type: 'yes-no', from: 'question', says: "the address is a facility on the agreement's list" },
  'period.given': { type: 'yes-no', from: 'question', says: 'one tax period is named' },
  'period.absent': { type: 'yes-no', from: 'question', says: 'no period is named' },
  'period.agreed': { type: 'yes-no', from: 'question', says: 'the period is one that the agreement names' },
  'order.date_given': { type: 'yes-no', from: 'question', says: 'the date of the final order is given' },
  'order.date_plausible': {
    type: 'yes-no',
    from: 'question',
    says: "the date of the final order is past, not before the agreement's earliest and not before the person's birth",
  },
  'court_order.complete': {
    type: 'yes-no',
    from: 'question',
    says: 'a court order is given with court, number, date, warrant and SHA-256',
  },
  'court_order.date_past': { type: 'yes-no', from: 'question', says: 'the court order is not dated in the future' },
  'consent.complete': { type: 'yes-no', from: 'question', says: 'a consent is given with date, scope and SHA-256' },
  'consent.current': {
    type: 'yes-no',
    from: 'question',
    says: 'the consent is not dated in the future and not older than the agreement allows',
  },
  'reason.given': { type: 'yes-no', from: 'question', says: 'a reason is given' },
  'reason.specific': { type: 'yes-no', from: 'question', says: 'the reason is specific' },
  'reason.cases': {
    type: 'number',
    from: 'standing',
    says: 'case numbers under which this reason is given, this one included',
  },
  'reason.people': {
    type: 'number',
    from: 'standing',
    says: 'people for whom this reason is given, this one included (0 for a repeat)',
  },
  'terms.reason_people': { type: 'number', from: 'question', says: 'people for whom one reason may be given' },
  'officer.registered': { type: 'yes-no', from: 'standing', says: 'the officer is registered with the requester' },
  'officer.signed': { type: 'yes-no', from: 'standing', says: "the officer's own key signed" },
  'officer.attests': {
    type: 'yes-no',
    from: 'question',
    says: 'the officer attests to being personally and directly engaged',
  },
  'case.given': { type: 'yes-no', from: 'question', says: 'a case number is given' },
  'officer.people': {
    type: 'number',
    from: 'standing',
    says: 'people asked about by this officer, this one included (0 for a repeat)',
  },
  'officer.people_at_most': { type: 'number', from: 'standing', says: 'people allowed to this officer' },
  'case.people': {
    type: 'number',
    from: 'standing',
    says: 'people asked about in this case, this one included (0 for a repeat)',
  },
  'terms.people_per_case': { type: 'number', from: 'question', says: 'people allowed in one case' },
  'use.sole': { type: 'yes-no', from: 'question', says: 'use solely for that matter is attested' },
  'volume.in_dates': { type: 'yes-no', from: 'question', says: 'the day is within the agreed dates of asking' },
  'volume.file': { type: 'number', from: 'standing', says: 'rows of the file' },
  'volume.day': { type: 'number', from: 'standing', says: 'records asked this day, this one included' },
  'volume.in_all': { type: 'number', from: 'standing', says: 'records asked in all, this one included' },
  'terms.records_per_file': { type: 'number', from: 'question', says: 'rows allowed in a file' },
  'terms.records_per_day': { type: 'number', from: 'question', says: 'records allowed in a day' },
  'terms.records_in_all': { type: 'number', from: 'question', says: 'records allowed in all' },
  'file.approval_needed': { type: 'yes-no', from: 'question', says: 'the file is above the size that needs approval' },
  'file.approved': { type: 'yes-no', from: 'question', says: 'two officers have approved the file' },
  'budget.questions': {
    type: 'number',
    from: 'standing',
    says: 'distinct questions about this person, this one included (0 for a repeat)',
  },
  'terms.questions_per_person': {
    type: 'number',
    from: 'question',
    says: 'distinct questions allowed about one person',
  },
  'budget.address_people': {
    type: 'number',
    from: 'standing',
    says: 'distinct people asked at this address, this one included (0 for a repeat)',
  },
  'terms.people_per_address': { type: 'number', from: 'question', says: 'distinct people allowed at one address' },
  'submission.signed': {
    type: 'yes-no',
    from: 'standing',
    says: 'a key of the requester or of one of its officers signed',
  },
  'submission.fresh': { type: 'yes-no', from: 'question', says: 'the signature is in its window and was never seen' },
  'submission.answer_key_agreed': { type: 'yes-no', from: 'standing', says: 'the answer goes to the agreed key' },
});

export type FactName = keyof typeof FACTS;
type ValueOf<T extends FactType> = T extends 'yes-no' ? boolean : T extends 'number' ? number | null : string;
type NamesFrom<F extends 'question' | 'standing'> = {
  [N in FactName]: (typeof FACTS)[N]['from'] extends F ? N : never;
}[FactName];

/** Facts fixed by question and terms. A number that does not apply is null, an absent text or instant is ''. */
export type QuestionFacts = { readonly [N in NamesFrom<'question'>]: ValueOf<(typeof FACTS)[N]['type']> };
/** Facts of the standing at one instant. */
export type StandingFacts = { readonly [N in NamesFrom<'standing'>]: ValueOf<(typeof FACTS)[N]['type']> };

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

export function factType(name: FactName): FactType {
  return FACTS[name].type;
}
