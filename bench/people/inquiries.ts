/** Questions about people whose truth is known: as on file, in another writing, or about a home that is not theirs. */
import type { Home, Person } from '../people.ts';
import { STREET_SUFFIXES } from './words.ts';

export const INQUIRY_KINDS = [
  'as-on-file',
  'other-writing',
  'one-text',
  'no-zip',
  'initial-only',
  'next-door',
  'other-unit',
  'other-direction',
  'former-home',
  'other-person',
] as const;
export type InquiryKind = (typeof INQUIRY_KINDS)[number];

export interface KnownInquiry {
  readonly reference: string;
  readonly kind: InquiryKind;
  readonly person: {
    readonly given_name: string;
    readonly middle_name: string;
    readonly surname: string;
    readonly name_suffix: string;
    readonly birth_date: string;
    readonly tax_identifier: string;
  };
  readonly address: {
    readonly delivery_line: string;
    readonly unit: string;
    readonly city: string;
    readonly state: string;
    readonly postal_code: string;
    readonly country: string;
    readonly address: string;
  };
  readonly period: string;
  /** With the name alone; a birth date or identifier also tells a father from his junior. */
  readonly expected: 'confirmed' | 'not_confirmed';
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/['’]/g, '');
const suffixOf = (home: Home, writing: 0 | 1): string => STREET_SUFFIXES[home.suffix]?.[writing] ?? '';

function addressOf(home: Home, writing: 0 | 1): KnownInquiry['address'] {
  const delivery_line = `${home.number} ${home.direction}${home.street} ${suffixOf(home, writing)}`;
  const unit = home.unit === '' ? '' : `${writing === 0 ? 'Apt ' : '#'}${home.unit}`;
  return { delivery_line, unit, city: home.city, state: home.state, postal_code: home.zip, country: 'US', address: '' };
}

function personOf(person: Person): KnownInquiry['person'] {
  const { given, middle, surname, suffix, birth_date, tax_identifier } = person;
  return { given_name: given, middle_name: middle, surname, name_suffix: suffix, birth_date, tax_identifier };
}

/** In capitals, without marks, the middle name as an initial, abbreviations spelled out. */
function otherWriting(person: Person): Pick<KnownInquiry, 'person' | 'address'> {
  const own = personOf(person);
  const address = addressOf(person.home, 1);
  const name = {
    given_name: plain(own.given_name).toUpperCase(),
    middle_name: own.middle_name === '' ? '' : `${own.middle_name.slice(0, 1)}.`,
    surname: plain(own.surname).replace('-', ' ').toUpperCase(),
  };
  const delivery_line = address.delivery_line.toUpperCase();
  return {
    person: { ...own, ...name },
    address: { ...address, delivery_line, postal_code: `${address.postal_code}-0001` },
  };
}

function oneText(home: Home): KnownInquiry['address'] {
  const { delivery_line, unit } = addressOf(home, 1);
  const address = `${delivery_line}${unit === '' ? '' : ` Apt ${home.unit}`}, ${home.city}, ${home.state} ${home.zip}`;
  return { delivery_line: '', unit: '', city: '', state: '', postal_code: '', country: 'US', address };
}

/** The question's words, or null where the person has no such question (no unit, never moved). */
function wordsOf(person: Person, kind: InquiryKind): Pick<KnownInquiry, 'person' | 'address'> | null {
  const { home, former } = person;
  const own = personOf(person);
  const at = (changed: Home) => ({ person: own, address: addressOf(changed, 0) });
  switch (kind) {
    case 'as-on-file':
      return at(home);
    case 'other-writing':
      return otherWriting(person);
    case 'one-text':
      return { person: own, address: oneText(home) };
    case 'no-zip':
      return { person: own, address: { ...addressOf(home, 0), postal_code: '' } };
    case 'initial-only':
      return { person: { ...own, middle_name: own.middle_name.slice(0, 1) }, address: addressOf(home, 0) };
    case 'next-door':
      return at({ ...home, number: home.number + 20_000 });
    case 'other-unit':
      return home.unit === '' ? null : at({ ...home, unit: String(Number(home.unit) + 1000) });
    case 'other-direction':
      return home.direction === '' ? null : at({ ...home, direction: home.direction === 'N ' ? 'S ' : 'N ' });
    case 'former-home':
      return former === null ? null : at(former);
    case 'other-person':
      return { person: { ...own, given_name: 'Zbigniewa', middle_name: '' }, address: addressOf(home, 0) };
  }
}

const SAME: ReadonlySet<InquiryKind> = new Set(['as-on-file', 'other-writing', 'one-text', 'no-zip', 'initial-only']);

/** A question of that kind about a person, or null where there is none. Tax year 2024. */
export function inquiryFor(person: Person, kind: InquiryKind): KnownInquiry | null {
  const words = wordsOf(person, kind);
  if (words === null) return null;
  const told = person.namesake === 'none' || person.suffix !== '';
  const expected = SAME.has(kind) && told && person.suppressed === 'no' ? 'confirmed' : 'not_confirmed';
  return { reference: `Q${person.id}-${kind}`, kind, ...words, period: '2024', expected };
}
