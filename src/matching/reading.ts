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

export interface Reading {
  readonly delivery: Delivery;
  readonly city: readonly string[];
  /**
   * How the border between delivery and city is known. `written`: by a field or a comma; only then are relaxed forms made. `clear`: the words leave no
   * other border (one street type, then no word that streets have). `whole`: no city was taken, every word is in the delivery. `guessed`: the words after the
   * street are read as the city, so only forms that hold the city too are safe.
   */
  readonly border: 'written' | 'clear' | 'whole' | 'guessed';
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
