/** The canonical writing of a question (RFC 8785: sorted keys, no spaces), and what of it enters a fingerprint. */
import { type StandardAddress, standardiseAddress } from '../matching/address.ts';
import { type StandardName, standardiseName } from '../matching/name.ts';
import { type Question, questionFromJson } from './question.ts';

/** Canonical JSON. Equal questions give equal text; it is itself the JSON shape of an inquiry. */
export function canonicalQuestion(question: Question): string {
  const { address, basis, person } = question;
  return JSON.stringify({
    address: {
      address: address.address,
      city: address.city,
      country: address.country,
      delivery_line: address.delivery_line,
      postal_code: address.postal_code,
      state: address.state,
      unit: address.unit,
    },
    basis: {
      attests_engaged: basis.attests_engaged,
      attests_sole_use: basis.attests_sole_use,
      authority: basis.authority,
      case_number: basis.case_number,
      consent: basis.consent && sortedConsent(basis.consent),
      court_order: basis.court_order && sortedOrder(basis.court_order),
      final_order_date: basis.final_order_date,
      officer: basis.officer,
      official: basis.official,
      proceeding: basis.proceeding,
      purpose: basis.purpose,
      reason: basis.reason,
    },
    period: question.period,
    person: {
      birth_date: person.birth_date,
      given_name: person.given_name,
      middle_name: person.middle_name,
      name_suffix: person.name_suffix,
      surname: person.surname,
      tax_identifier: person.tax_identifier,
    },
    reference: question.reference,
  });
}

function sortedConsent(consent: NonNullable<Question['basis']['consent']>) {
  return { date: consent.date, scope: consent.scope, sha256: consent.sha256 };
}

function sortedOrder(order: NonNullable<Question['basis']['court_order']>) {
  const { court, date, number, sha256, warrant } = order;
  return { court, date, number, sha256, warrant };
}

/** The question written by `canonicalQuestion`, or null for any other text, byte for byte. */
export function questionFromCanonical(text: string): Question | null {
  const read = questionFromJson(parsedOrNull(text));
  return read.ok && canonicalQuestion(read.question) === text ? read.question : null;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Everything of a question that enters a fingerprint, as one text: two questions with one member ask the same, whoever
 * asks and for whatever reason (laws 7 and 8). It is the standard writing where there is one, so that case, punctuation
 * and spacing spend nothing (law 9); text that has none stands as written. Pass what is already standardised.
 * INVARIANT: questions that could probe different fingerprints have different members, or a probe would be free.
 */
export function questionMember(question: Question, standard: Standard = standardOf(question)): string {
  const { person, address, period } = question;
  const name = standard.name ?? [person.given_name, person.middle_name, person.surname, person.name_suffix];
  const at = standard.address ?? address;
  return canonicalJson([name, person.birth_date, person.tax_identifier, period, at]);
}

/** The standard writings of a question; null where it has none. */
export interface Standard {
  readonly name: StandardName | null;
  readonly address: StandardAddress | null;
}

function standardOf(question: Question): Standard {
  const name = standardiseName({ ...question.person, other_names: '' });
  const address = standardiseAddress(question.address);
  return {
    name: name.kind === 'name' ? name.name : null,
    address: address.kind === 'address' ? address.address : null,
  };
}

/** JSON with the keys of every object sorted by UTF-16 units (RFC 8785); for plain values of well-formed text. */
function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${members.join(',')}}`;
}
