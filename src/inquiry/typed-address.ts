/**
 * The typed address: what may be asked about at all. A question must bring one whole address to confirm; a ZIP code with
 * filler text, a city, a house number or "unknown" would turn a confirmation into a disclosure. Design section 5.
 */
import { type AddressText, type StandardAddress, standardiseAddress, type UntypedReason } from '../matching/address.ts';

export type TypedAddress =
  | { readonly kind: 'address'; readonly address: StandardAddress }
  | { readonly kind: 'untyped'; readonly why: UntypedReason };

/**
 * The address where it is of a typed class (FGDC-STD-016: thoroughfare, PO box, route, military, general delivery, Puerto
 * Rico) with its city and state or ZIP; abroad, where no grammar is known, a written line with a number in it. Total.
 * Offices and facilities of the agreement's list are refused beside this, in `decision`, which has the agreement.
 */
export function typedAddress(text: AddressText): TypedAddress {
  const read = standardiseAddress(text);
  if (read.kind === 'untyped' || read.address.class !== 'literal') return read;
  if (read.address.country === 'US') return { kind: 'untyped', why: 'no-street' };
  // WHY: a country's name with filler is no more an address than a ZIP code with filler.
  return /[0-9]/.test(`${text.delivery_line}${text.unit}${text.address}`)
    ? read
    : { kind: 'untyped', why: 'no-number' };
}
