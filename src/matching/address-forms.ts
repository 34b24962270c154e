/**
 * Forms: the canonical writings under which an address is filed and asked. docs/matching.md says why each is safe.
 * INVARIANT: a form holds every word of the text that means something; only a ZIP may stand for a city, and only where the
 * border before the city is known.
 */

import { stateAgrees, stateOfCity } from './locality.ts';
import type { Delivery, Reading } from './reading.ts';
import type { AddressForm, Level, StandardAddress } from './standard-address.ts';
import { joinName, relaxable } from './street-name.ts';
import { STRONG_SUFFIXES } from './tables/suffixes.ts';

export type Side = 'register' | 'question';

function coreOf(delivery: Delivery, level: Level): string {
  const unit = level === 'unit' ? delivery.unit.join('+') : '';
  const { class: kind, number, pre, name, suffix, post } = delivery;
  return `${kind}|${number}|${pre}|${joinName(name)}|${suffix}|${post}|${unit}`;
}

function strict(kind: string, text: string): AddressForm {
  return { kind, text, street: null };
}

/** City forms: with the first three ZIP digits where both sides have a ZIP, else tagged with the side that has one. */
function cityForms(reading: Reading, address: StandardAddress, side: Side, core: string): AddressForm[] {
  const state = address.state || (address.country === 'US' ? stateOfCity(reading.city) : '');
  if (reading.city.length === 0 || state === '') return [];
  const text = `${address.country}|${core}|${joinName(reading.city)}|${state}`;
  if (address.zip === '')
    return [strict('city', text), strict(side === 'register' ? 'city-zip-asked' : 'city-zip-on-file', text)];
  return [
    strict('city-zip3', `${text}|${address.zip.slice(0, 3)}`),
    strict(side === 'register' ? 'city-zip-on-file' : 'city-zip-asked', text),
  ];
}

interface Street {
  readonly number: string;
  readonly pre: string;
  readonly name: string;
  readonly suffix: string;
  readonly post: string;
  readonly unit: string;
}

interface Relaxation {
  /** Without the tag of the side that lacks the part. */
  readonly kind: string;
  readonly writing: string;
  /** Does this side have the part that the form leaves out? */
  readonly has: 'part' | 'no-part';
}

function relaxations(street: Street): Relaxation[] {
  const { pre, name, suffix, post } = street;
  const out: Relaxation[] = [];
  if (suffix === '' || STRONG_SUFFIXES.has(suffix)) {
    out.push({ kind: 'suffix', writing: `${pre}|${name}|${post}`, has: suffix === '' ? 'no-part' : 'part' });
  }
  if (pre === '' || post === '') {
    out.push({
      kind: 'directional',
      writing: `${name}|${suffix}`,
      has: pre === '' && post === '' ? 'no-part' : 'part',
    });
  }
  if ((pre === '') !== (post === '')) {
    out.push({ kind: 'side', writing: `${pre}${post}|${name}|${suffix}`, has: pre === '' ? 'no-part' : 'part' });
  }
  return out;
}

/**
 * Relaxed forms of a street in its ZIP, each tagged with the side that lacks the part, so that a question naming a suffix
 * or directional meets only register rows without one, and the other way round.
 */
function relaxedForms(delivery: Delivery, zip: string, side: Side, level: Level): AddressForm[] {
  if (delivery.class !== 'thoroughfare' || !relaxable(delivery.name)) return [];
  const unit = level === 'unit' ? delivery.unit.join('+') : '';
  const street: Street = { ...delivery, name: joinName(delivery.name), unit };
  const full = `${street.pre}|${street.name}|${street.suffix}|${street.post}`;
  return relaxations(street).map(({ kind, writing, has }) => {
    const lacking = (has === 'part') === (side === 'register') ? 'asked' : 'on-file';
    const named = has === 'part' || kind === 'side' ? full : '';
    return {
      kind: `no-${kind}-${lacking}`,
      text: `${zip}|${street.number}|${writing}|${unit}`,
      street: { zip, writing: `${kind}|${writing}`, street: named },
    };
  });
}

function formsOf(reading: Reading, address: StandardAddress, side: Side, level: Level): AddressForm[] {
  const core = coreOf(reading.delivery, level);
  const forms = cityForms(reading, address, side, core);
  const trusted = address.zip !== '' && (address.country !== 'US' || stateAgrees(address.state, address.zip));
  if (reading.border === 'guessed' || !trusted) return forms;
  forms.unshift(strict('zip', `${address.country}|${core}|${address.zip}`));
  if (reading.border === 'written') forms.push(...relaxedForms(reading.delivery, address.zip, side, level));
  return forms;
}

/** Every form of an address, strict ones first; on either side at most seven, mostly three to six. */
export function formsOfAddress(address: StandardAddress, side: Side, level: Level): AddressForm[] {
  if (address.class === 'literal') {
    const text = `${address.country}|${address.readings[0]?.delivery.name.join(' ') ?? ''}`;
    return [strict('literal', text)];
  }
  const forms = address.readings.flatMap((reading) => formsOf(reading, address, side, level));
  const seen = new Set<string>();
  return forms.filter(({ kind, text }) => !seen.has(`${kind}|${text}`) && seen.add(`${kind}|${text}`));
}
