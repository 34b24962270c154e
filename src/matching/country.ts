/** One interface by country: a grammar reads a text; whatever has none is kept literally and never relaxed. */

import { endsInCanada, readCanadianParts, readCanadianText } from './canada.ts';
import { BREAK, foldWords } from './characters.ts';
import { isUnitedStates } from './locality.ts';
import { placeDoubt } from './one-place.ts';
import { certainFiller, likelyFiller } from './placeholder.ts';
import type { AddressText, Standardised } from './standard-address.ts';
import { readParts, readText } from './united-states.ts';

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly read: (text: AddressText) => Standardised;
}

const UNITED_STATES: Country = {
  code: 'US',
  read: (text) => {
    const doubt = placeDoubt(text);
    if (doubt !== null) return { kind: 'untyped', why: doubt };
    return text.address.trim() === '' ? readParts(text) : readText(foldWords(text.address));
  },
};

const CANADA: Country = {
  code: 'CA',
  read: (text) => (text.address.trim() === '' ? readCanadianParts(text) : readCanadianText(text.address)),
};

/** Every word, in order, as written: the only form of an address without a grammar. */
function literal(country: string): Country {
  return {
    code: country,
    read: (text) => {
      const parts = [text.address, text.delivery_line, text.unit, text.city, text.state, text.postal_code];
      const words = parts.flatMap((part) => foldWords(part)).filter((word) => word !== BREAK && word !== '/');
      if (words.length === 0) return { kind: 'untyped', why: 'empty' };
      if (certainFiller(words) || likelyFiller(words)) return { kind: 'untyped', why: 'placeholder' };
      if (!words.some((word) => /\d/.test(word))) return { kind: 'untyped', why: 'no-number' };
      if (words.length < 3) return { kind: 'untyped', why: 'no-street' };
      const delivery = { class: 'literal' as const, number: '', pre: '', name: words, suffix: '', post: '', unit: [] };
      const readings = [{ delivery, city: [], border: 'whole' as const }];
      return { kind: 'address', address: { class: 'literal', country, state: '', zip: '', readings } };
    },
  };
}

/** The grammar for an address: that of its country field; where that is empty, Canada if the text ends so, else the United States. */
export function countryOf(text: AddressText): Country {
  const words = foldWords(text.country).filter((word) => word !== BREAK);
  if (words.length === 0)
    return text.address !== '' && endsInCanada(foldWords(text.address.slice(-24))) ? CANADA : UNITED_STATES;
  if (isUnitedStates(words)) return UNITED_STATES;
  const name = words.join(' ');
  return name === 'CANADA' || name === 'CA' || name === 'CAN' ? CANADA : literal(name);
}
