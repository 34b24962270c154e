/** Readings of a text or line whose country, postal code and state are known: what every country with a grammar shares. */

import { BREAK } from './characters.ts';
import { direction } from './directions.ts';
import { cityWords, stateOfCity, zipOf, zipState } from './locality.ts';
import { certainFiller, fieldFiller, fillerFirst, fillerStreet, likelyFiller } from './placeholder.ts';
import { foldBoxes, generalDelivery, military, poBox, route } from './postal.ts';
import { puertoRico } from './puerto-rico.ts';
import type { Delivery, Reading, UntypedReason } from './reading.ts';
import { cityBorders, cityLike } from './splits.ts';
import type { StandardAddress, Standardised } from './standard-address.ts';
import { isStrongSuffix } from './street.ts';
import { QUEENS } from './tables/cities.ts';
import { STATES } from './tables/states.ts';
import { type Setting, thoroughfare } from './thoroughfare.ts';
import { unitAt } from './units.ts';

type Segments = readonly (readonly string[])[];

export interface Place {
  readonly country: 'US' | 'CA';
  readonly state: string;
  readonly zip: string;
}

/** Suite100 is two words. */
function unglued(word: string): string[] {
  const glued = /^(APT|APARTMENT|STE|SUITE|UNIT|RM|ROOM|LOT|LT|BLDG|SPC|TRLR)(\d+[A-Z]?)$/.exec(word);
  return glued === null ? [word] : [glued[1] ?? '', glued[2] ?? ''];
}

/** Parts of a line between BREAKs. */
export function segmentsOf(words: readonly string[]): string[][] {
  const segments: string[][] = [[]];
  for (const word of words) {
    if (word === BREAK) segments.push([]);
    else segments.at(-1)?.push(...unglued(word));
  }
  return segments.filter((segment) => segment.length > 0);
}

function settingOf(place: Place, city: readonly string[]): Setting {
  const queens =
    place.country !== 'US'
      ? false
      : place.zip === ''
        ? QUEENS.has(city.join('')) && place.state === 'NY'
        : /^11(0|1|3|4|6)/.test(place.zip);
  return { state: place.state, hyphens: queens ? 'queens' : 'elsewhere' };
}

/** Does this part end in a state and ZIP, or is it a ZIP? Beside the address's own it is the end of another one. */
function isPlace(segment: readonly string[], at: number): boolean {
  if (zipOf(segment.at(-1) ?? '') === '') return false;
  return (
    (at > 0 && segment.length === 1) || STATES.has(segment.at(-2) ?? '') || STATES.has(segment.slice(-3, -1).join(' '))
  );
}

/** The delivery line before the city, by class. */
function deliveryOf(segments: Segments, place: Place, city: readonly string[]): Delivery | UntypedReason {
  if (segments.some(isPlace)) return 'two-addresses';
  const flat = foldBoxes(segments.flat());
  if (flat.length === 0) return city.length > 0 ? 'city-only' : 'zip-only';
  if (certainFiller(flat)) return 'placeholder';
  if (place.zip !== '' && flat.every((word) => word === place.zip || zipOf(word) === place.zip)) return 'zip-only';
  if (city.length === 1 && ['APO', 'FPO', 'DPO'].includes(city[0] ?? '')) return military(flat) ?? 'no-street';
  const postal = generalDelivery(flat) ?? route(flat);
  if (postal !== null) return postal;
  if (place.state === 'PR') {
    const spanish = puertoRico(segments.flatMap((segment, i) => (i === 0 ? segment : [BREAK, ...segment])));
    if (spanish !== null) return spanish;
  }
  const street = thoroughfare(segments, settingOf(place, city));
  if (typeof street !== 'string') return fillerStreet(street, place.zip) ? 'placeholder' : street;
  if (street === 'two-addresses') return street;
  const box = poBox(flat);
  if (box !== null) return box;
  if (flat.every((word) => /^[\d/#-]+$/.test(word))) return 'number-only';
  return likelyFiller(flat) ? 'placeholder' : street;
}

/** One reading, or why it is none. */
export function reading(
  segments: Segments,
  place: Place,
  city: readonly string[],
  border: Reading['border'],
): Reading | UntypedReason {
  const named = fieldFiller(city) ? [] : city;
  const delivery = deliveryOf(segments, place, named);
  return typeof delivery === 'string' ? delivery : { delivery, city: named, border };
}

/** The last part is a unit and then the city: # 234 Santa Fe. */
function unitThenCity(last: readonly string[]): number {
  let at = 0;
  while (at < 2 && direction(last[at]) !== '' && (direction(last[at + 1]) !== '' || unitAt(last, at + 1) !== null))
    at++;
  for (let found = unitAt(last, 0); found !== null && at < last.length; found = unitAt(last, at)) at += found.length;
  return at;
}

/** NW Atlanta, after a comma: the directional may be the street's. Both are read, neither is sure. */
function turnedCity(segments: Segments, last: readonly string[], place: Place): (Reading | UntypedReason)[] {
  const [turn = '', ...rest] = last;
  const street = reading([...segments.slice(0, -1), [turn]], place, cityWords(rest), 'guessed');
  const city = reading(segments.slice(0, -1), place, cityWords(last), 'guessed');
  return turn.length === 1 ? [city, street] : [street, city];
}

function endsInStreetType(segment: readonly string[]): boolean {
  return isStrongSuffix(direction(segment.at(-1)) === '' ? segment.at(-1) : segment.at(-2));
}

/** A text whose city is not parted from the street by a comma. */
function unparted(segments: Segments, place: Place): (Reading | UntypedReason)[] {
  const last = segments.at(-1) ?? [];
  const head = segments.slice(0, -1);
  if (fillerFirst(segments.flat())) return ['placeholder'];
  const whole = place.zip === '' ? [] : [reading(segments, place, [], endsInStreetType(last) ? 'written' : 'whole')];
  const guesses = cityBorders(last).map(({ at, border }) => {
    const city = cityWords(last.slice(at));
    return reading([...head, last.slice(0, at)], place, city, border);
  });
  const read = guesses.filter((guess) => typeof guess !== 'string');
  return [...(whole.length > 0 ? whole : []), ...(read.length > 0 ? read : guesses)];
}

/** L Cedar Rapids, after a comma: the letter is a unit's. */
function loneLetter(words: readonly string[]): boolean {
  return /^[A-Z]$/.test(words[0] ?? '') && direction(words[0]) === '';
}

/** Every reading of a text from which country, postal code and state are cut. */
export function textReadings(words: readonly string[], place: Place): (Reading | UntypedReason)[] {
  const segments = segmentsOf(words);
  if (segments.length > 2 && segments.at(-1)?.at(-1) === 'COUNTY' && cityLike(segments.at(-2) ?? [])) segments.pop();
  const last = segments.at(-1) ?? [];
  if (segments.length > 1) {
    const at = unitThenCity(last);
    if (at > 0 && at < last.length && cityLike(last.slice(at))) {
      const border = direction(last[at]) === '' ? 'written' : 'guessed';
      return [reading([...segments.slice(0, -1), last.slice(0, at)], place, cityWords(last.slice(at)), border)];
    }
    if (loneLetter(last) && cityLike(last.slice(1))) {
      return [reading([...segments.slice(0, -1), last.slice(0, 1)], place, cityWords(last.slice(1)), 'guessed')];
    }
    if (at === 0 && cityLike(last)) {
      const short = direction(last[0]) !== '' && last.length > 1 && (last[0]?.length ?? 0) <= 2;
      if (short) return turnedCity(segments, last, place);
      return [reading(segments.slice(0, -1), place, cityWords(last), 'written')];
    }
  }
  return unparted(segments, place);
}

function impliedState(place: Place, city: readonly string[]): string {
  if (place.country !== 'US') return '';
  return place.zip === '' ? stateOfCity(city) : zipState(place.zip);
}

/** The address of these readings, or the first reason why there is none. */
export function standard(place: Place, results: readonly (Reading | UntypedReason)[]): Standardised {
  const readings = results.filter((result): result is Reading => typeof result !== 'string');
  const placed = readings.filter(
    ({ city }) => place.zip !== '' || (city.length > 0 && (place.state || impliedState(place, city)) !== ''),
  );
  const first = placed[0];
  if (first === undefined) {
    const why = results.find((result): result is UntypedReason => typeof result === 'string');
    return { kind: 'untyped', why: readings.length > 0 ? 'no-locality' : (why ?? 'no-street') };
  }
  const state = place.state || impliedState(place, first.city);
  const address: StandardAddress = {
    class: first.delivery.class,
    country: place.country,
    state,
    zip: place.zip,
    readings: placed,
  };
  return { kind: 'address', address };
}
