/** Addresses of the United States: one text or its parts, to readings. */

import { BREAK, foldWords } from './characters.ts';
import { cityWords, cutTail, zipOf } from './locality.ts';
import { oneState } from './one-place.ts';
import { certainFiller } from './placeholder.ts';
import type { Reading, UntypedReason } from './reading.ts';
import { type Place, reading, segmentsOf, standard, textReadings } from './readings.ts';
import type { AddressText, Standardised } from './standard-address.ts';
import { STATES } from './tables/states.ts';
import { unitAt } from './units.ts';

/** One text. */
export function readText(words: readonly string[]): Standardised {
  const { rest, state, zip, cityToo } = cutTail(words);
  const place: Place = { country: 'US', state, zip };
  if (rest.length === 0) return { kind: 'untyped', why: zip === '' ? 'empty' : 'zip-only' };
  if (certainFiller(rest)) return { kind: 'untyped', why: 'placeholder' };
  const militaryAt = rest.findIndex((word) => word === 'APO' || word === 'FPO' || word === 'DPO');
  if (militaryAt > 0) {
    return standard(place, [
      reading(segmentsOf(rest.slice(0, militaryAt)), place, [rest[militaryAt] ?? ''], 'written'),
    ]);
  }
  const results = textReadings(rest, place);
  const cityless = results.every((result) => typeof result === 'string' || result.city.length === 0);
  const segments = segmentsOf(rest);
  if (cityToo.length > 0 && (cityless || zip === '')) {
    return standard(place, [
      reading(segments, place, cityToo, 'written'),
      ...results.filter((result) => typeof result !== 'string' && result.city.length > 0),
    ]);
  }
  if (state === '' && zip === '' && results.every((result) => typeof result === 'string'))
    return { kind: 'untyped', why: firstReason(results) };
  return standard(place, results);
}

function firstReason(results: readonly (Reading | UntypedReason)[]): UntypedReason {
  return results.find((result): result is UntypedReason => typeof result === 'string') ?? 'no-locality';
}

/** A line that repeats city, state or ZIP of their own fields loses them. */
function withoutTail(line: readonly string[], place: Place, city: readonly string[]): string[] {
  const words = [...line];
  const cut = (writing: readonly string[]) => {
    while (words.at(-1) === BREAK) words.pop();
    if (writing.length === 0 || words.length - writing.length < 2) return;
    if (writing.every((word, i) => words[words.length - writing.length + i] === word)) words.length -= writing.length;
  };
  const zip = words.at(-1) ?? '';
  if (place.zip !== '' && zipOf(zip) === place.zip && words.length > 3) words.pop();
  const before = words.length;
  const last = words.at(-1) ?? '';
  if (before < line.length && STATES.get(last) === place.state) words.pop();
  if (before < line.length) cut(city);
  while (words.at(-1) === BREAK) words.pop();
  return words;
}

function stateField(text: string): string {
  return oneState(foldWords(text));
}

function zipField(text: string, state: string): string {
  const [first = '', second = ''] = foldWords(text);
  const padded = state !== '' && /^\d{4}$/.test(first) && second === '' ? `0${first}` : first;
  return zipOf(padded);
}

/** An address in fields. */
export function readParts(text: AddressText): Standardised {
  const line = foldWords(text.delivery_line);
  const unit = foldWords(text.unit);
  const cityField = foldWords(text.city).filter((word) => word !== BREAK);
  if (cityField.length === 0 && text.state.trim() === '' && text.postal_code.trim() === '') {
    return readText(unit.length === 0 ? line : [...unit, BREAK, ...line]);
  }
  const state = stateField(text.state);
  const zip = zipField(text.postal_code, state);
  const place: Place = { country: 'US', state, zip };
  const city = cityWords(withoutTail(cityField, place, []));
  const delivery = withoutTail(line, place, cityField);
  if (delivery.length === 0 && unit.length === 0)
    return { kind: 'untyped', why: city.length > 0 ? 'city-only' : zip !== '' ? 'zip-only' : 'empty' };
  const marked =
    unit.length > 0 && unitAt(unit, 0) === null && unit[0] !== 'IN' && unit[0] !== 'AT' ? ['#', ...unit] : unit;
  return standard(place, [
    reading(segmentsOf([...delivery, ...(marked.length > 0 ? [BREAK, ...marked] : [])]), place, city, 'written'),
  ]);
}
