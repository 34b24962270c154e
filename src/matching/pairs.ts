/**
 * The inputs of fingerprints: one (person, address) pair in one writing each. Purpose, key epoch, versions, fields, level,
 * period, person form, country and address form, each length-prefixed, so that two different lists of fields never give
 * the same bytes. An absent field is '-', a present one its length, ':' and its text: absent differs from empty.
 */
import { type AddressForm, addressForms, type Level, STANDARDISER_VERSION, type StandardAddress } from './address.ts';
import { NAME_VERSION, type PersonText, type StandardName } from './name.ts';
import { joinedOctets, octetsOf } from './octets.ts';
import { usableBirthDate, usableIdentifier } from './person-fields.ts';
import { askedForms, type PersonFields, personForms, personKeys } from './person-forms.ts';

export type { PersonFields } from './person-forms.ts';

/** Everything that the pairs of one snapshot have in common. `period` is one tax year, or '' for the current address. */
export interface PairScope {
  epoch: number;
  period: string;
  fields: PersonFields;
  level: Level;
}

/** One input; `street` marks a relaxed address form, usable only where the register knows one such street. */
export interface PairInput {
  bytes: Uint8Array;
  street: AddressForm['street'];
}

/** Names the writing of all inputs: a register loaded under another answers nothing. */
export const MATCHING_VERSION = `${STANDARDISER_VERSION}+${NAME_VERSION}`;

/**
 * How many fingerprints every question probes, whatever it asks.
 * LIMIT: a question with more pairs probes the first in order of how much both writings have to be relaxed to meet.
 */
export const PROBES = 24;

/** INVARIANT: injective on well-formed text. Lengths count UTF-16 units. */
const field = (text: string | null): string => (text === null ? '-' : `${text.length}:${text}`);

function personFields(person: PersonText, fields: PersonFields): string | null {
  if (fields === 'name') return field(fields);
  const value =
    fields === 'name-and-birth-date' ? usableBirthDate(person.birth_date) : usableIdentifier(person.tax_identifier);
  return value === null ? null : field(fields) + field(value);
}

function pairHead(scope: PairScope, person: PersonText, address: StandardAddress): string | null {
  const fields = personFields(person, scope.fields);
  if (fields === null) return null;
  const versions = field(STANDARDISER_VERSION) + field(NAME_VERSION);
  const period = field(scope.period === '' ? null : scope.period.toWellFormed());
  return `${field('countersign pair')}${field(String(scope.epoch))}${versions}${field(scope.level)}${period}${fields}${field(address.country)}`;
}

const addressPart = (form: AddressForm): string => field(form.kind) + field(form.text);

/** Every input that a register row is kept under; [] where the row lacks the field that the scope's `fields` need. */
export function registerInputs(
  scope: PairScope,
  person: PersonText,
  name: StandardName,
  address: StandardAddress,
): PairInput[] {
  const head = pairHead(scope, person, address);
  if (head === null) return [];
  const places = addressForms(address, 'register', scope.level).map((form) => ({
    end: octetsOf(addressPart(form)),
    form,
  }));
  const pairs: { start: Uint8Array; end: Uint8Array; form: AddressForm }[] = [];
  for (const personForm of personForms(name, 'register', scope.fields)) {
    const start = octetsOf(head + field(personForm));
    for (const { end, form } of places) pairs.push({ start, end, form });
  }
  return joinedOctets(pairs).map((bytes, index) => ({ bytes, street: pairs[index]?.form.street ?? null }));
}

/** The inputs that a question asks for, at most `PROBES`, those that need least relaxing first; [] where it lacks a field. */
export function questionInputs(
  scope: PairScope,
  person: PersonText,
  name: StandardName,
  address: StandardAddress,
): Uint8Array[] {
  const head = pairHead(scope, person, address);
  if (head === null) return [];
  const places = addressForms(address, 'question', scope.level).map((form, index) => ({
    end: octetsOf(addressPart(form)),
    weight: weightOf(form, index),
  }));
  const pairs: { start: Uint8Array; end: Uint8Array; relaxed: number }[] = [];
  for (const form of askedForms(name, scope.fields)) {
    const start = octetsOf(head + field(form.text));
    for (const { end, weight } of places) pairs.push({ start, end, relaxed: form.relaxed + weight });
  }
  // INVARIANT: the sort is stable, so equal weights keep the order of the forms.
  if (pairs.length > PROBES) pairs.sort((one, other) => one.relaxed - other.relaxed);
  return joinedOctets(pairs.slice(0, PROBES));
}

/** What an address form overlooks, in the measure of `WeighedForm`: the likeliest nothing, another strict one little, a relaxed one more. */
function weightOf(place: AddressForm, index: number): number {
  if (place.street !== null) return 2;
  return index === 0 ? 0 : 1;
}

/** Exactly `PROBES` inputs: the given ones and fillers of another purpose, which no row can produce. `filler` is any bytes. */
export function padProbes(inputs: Uint8Array[], filler: Uint8Array): Uint8Array[] {
  const padded = inputs.slice(0, PROBES);
  while (padded.length < PROBES) {
    const head = octetsOf(`${field('countersign filler')}${field(String(padded.length))}${filler.length}:`);
    const bytes = new Uint8Array(head.length + filler.length);
    bytes.set(head);
    bytes.set(filler, head.length);
    padded.push(bytes);
  }
  return padded;
}

/** One input per budget key of the name, with the field that the terms add; [] where the question lacks that field. */
export function budgetInputs(
  epoch: number,
  fields: PersonFields,
  person: PersonText,
  name: StandardName,
): Uint8Array[] {
  const value = personFields(person, fields);
  if (value === null) return [];
  const head = `${field('countersign budget')}${field(String(epoch))}${field(NAME_VERSION)}${value}`;
  return personKeys(name).map((key) => octetsOf(head + field(key)));
}
