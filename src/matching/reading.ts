/**
 * What one text can mean. A text that fixes its parts (fields, commas) has one reading; a text without commas has
 * several, none of them sure, because the border between street and city is a guess.
 */
export type AddressClass =
  | 'thoroughfare'
  | 'po-box'
  | 'route'
  | 'military'
  | 'general-delivery'
  | 'puerto-rico'
  | 'literal';

/** The delivery half: what stands before the city. Every word of the text that means something is in one of its parts. */
export interface Delivery {
  readonly class: AddressClass;
  /** House, box or route-and-box number in canonical writing; '' where the class has none. */
  readonly number: string;
  readonly pre: string;
  /** Name words in canonical writing; forms join them, so Lake Shore and Lakeshore meet. */
  readonly name: readonly string[];
  readonly suffix: string;
  readonly post: string;
  /** Units in canonical writing, `# 5` for apartment, suite, unit and room, with their words kept for the rest. */
  readonly unit: readonly string[];
}

export interface Locality {
  readonly city: readonly string[];
  readonly state: string;
  /** ZIP5, or the whole postal code elsewhere; '' if absent. */
  readonly zip: string;
}

export interface Reading {
  readonly delivery: Delivery;
  readonly city: readonly string[];
  /** Was the border between delivery and city written? Only then may the ZIP stand for the city. */
  readonly sure: boolean;
}

export type UntypedReason =
  | 'empty'
  | 'too-long'
  | 'placeholder'
  | 'zip-only'
  | 'city-only'
  | 'number-only'
  | 'no-number'
  | 'no-street'
  | 'no-locality'
  | 'two-addresses';
