/** The shapes of addresses: as written, as standardised, as forms. */
import type { AddressClass, Reading, UntypedReason } from './reading.ts';

/** Fields of at most 512 characters; '' = absent. Either `address` (one text) or the parts. */
export interface AddressText {
  delivery_line: string;
  unit: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
  address: string;
}

export interface StandardAddress {
  readonly class: AddressClass;
  /** ISO 3166-1 alpha-2 for the countries with a grammar of their own, else the country as written, folded. */
  readonly country: string;
  readonly state: string;
  /** ZIP5 or the country's postal code; '' if absent. */
  readonly zip: string;
  /** INVARIANT: at least one; the first is the likeliest. */
  readonly readings: readonly Reading[];
}

export type Standardised =
  | { readonly kind: 'address'; readonly address: StandardAddress }
  | { readonly kind: 'untyped'; readonly why: UntypedReason };

export type Level = 'unit' | 'building';

export interface AddressForm {
  readonly kind: string;
  readonly text: string;
  /**
   * Null for a strict form. Otherwise the form is RELAXED: usable only where the register knows no second street for
   * (zip, writing), and enough streets in that zip. `street` is '' on a row that lacks the part: it names no street of its own.
   */
  readonly street: null | { readonly zip: string; readonly writing: string; readonly street: string };
}
