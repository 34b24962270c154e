/**
 * Addresses: one text or its parts, to the readings that forms are made of. Total, pure, idempotent.
 * Sources: USPS Publication 28 (writing), FGDC-STD-016 (classes); docs/matching.md says what is decided where these are silent.
 */
import { formsOfAddress } from './address-forms.ts';
import { countryOf } from './country.ts';
import type { AddressForm, AddressText, Level, StandardAddress, Standardised } from './standard-address.ts';
import { joinName } from './street-name.ts';

export type { UntypedReason } from './reading.ts';
export type { AddressForm, AddressText, Level, StandardAddress, Standardised } from './standard-address.ts';

/** Names the writing that forms are made in. Any change of an outcome changes it, and with it every fingerprint. */
export const STANDARDISER_VERSION = '1';

/** Longest field, in UTF-16 units. */
export const FIELD_LIMIT = 512;

/** One address in standard form, or why the text is none. Total: any string has an outcome. */
export function standardiseAddress(text: AddressText): Standardised {
  for (const field of Object.values(text)) if (field.length > FIELD_LIMIT) return { kind: 'untyped', why: 'too-long' };
  return countryOf(text).read(text);
}

/** The forms under which an address is filed (`register`) or asked (`question`). */
export function addressForms(address: StandardAddress, side: 'register' | 'question', level: Level): AddressForm[] {
  return formsOfAddress(address, side, level);
}

/**
 * One text naming the address for budgets ("distinct people asked at one address"). It leaves out what can be written or
 * left out at will (directional, suffix, the last digits of the ZIP), so that no other writing opens another budget.
 */
export function addressKey(address: StandardAddress): string {
  const { delivery, city } = address.readings[0] ?? { delivery: undefined, city: [] };
  if (delivery === undefined) return '';
  const place = address.zip === '' ? `${joinName(city)}|${address.state}` : address.zip.slice(0, 3);
  return `${address.country}|${delivery.class}|${delivery.number}|${joinName(delivery.name)}|${delivery.unit.join('+')}|${place}`;
}
