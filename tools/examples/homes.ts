/** Addresses in parts, and the many ways to write one. */
import { DIRECTIONS, type Place, type Street, SUFFIXES } from './streets.ts';

export interface Unit {
  readonly designator: 'Apt' | 'Unit' | 'Ste';
  readonly id: string;
}

export type Home =
  | { readonly kind: 'street'; readonly street: Street; readonly number: number; readonly unit: Unit | null }
  | { readonly kind: 'po-box'; readonly box: string; readonly place: Place }
  | { readonly kind: 'rural' | 'highway'; readonly route: number; readonly box: string; readonly place: Place }
  | {
      readonly kind: 'military';
      readonly post: 'PSC' | 'CMR' | 'UNIT';
      readonly number: number;
      readonly box: string;
      readonly place: Place;
    }
  | {
      readonly kind: 'urbanizacion';
      readonly urbanizacion: string;
      readonly street: string;
      readonly number: number;
      readonly place: Place;
    }
  | { readonly kind: 'general-delivery'; readonly place: Place };

export interface Written {
  delivery_line: string;
  unit: string;
  city: string;
  state: string;
  postal_code: string;
}

export interface Style {
  readonly suffix: 'short' | 'long';
  readonly direction: 'short' | 'long';
  readonly unit: 'given' | 'number-sign' | 'spelled';
}

export const PLAIN: Style = { suffix: 'short', direction: 'short', unit: 'given' };

const SPELLED = { Apt: 'Apartment', Unit: 'Unit', Ste: 'Suite' } as const;

const turned = (direction: string, style: Style) =>
  style.direction === 'long' ? (DIRECTIONS[direction] ?? '') : direction;

export function streetLine(street: Street, number: number, style: Style): string {
  const suffix = SUFFIXES[street.suffix]?.[style.suffix === 'short' ? 0 : 1];
  const words = [number, turned(street.pre, style), street.name, suffix, turned(street.post, style)];
  return words.filter((word) => word !== '').join(' ');
}

export function unitText(unit: Unit | null, style: Style): string {
  if (unit === null) return '';
  if (style.unit === 'number-sign') return `#${unit.id}`;
  return `${style.unit === 'spelled' ? SPELLED[unit.designator] : unit.designator} ${unit.id}`;
}

export function placeOf(home: Home): Place {
  return home.kind === 'street' ? home.street : home.place;
}

function deliveryLine(home: Home, style: Style): string {
  switch (home.kind) {
    case 'street':
      return streetLine(home.street, home.number, style);
    case 'po-box':
      return `PO Box ${home.box}`;
    case 'rural':
      return `RR ${home.route} Box ${home.box}`;
    case 'highway':
      return `HC ${home.route} Box ${home.box}`;
    case 'military':
      return `${home.post} ${home.number} Box ${home.box}`;
    case 'urbanizacion':
      return `Urb ${home.urbanizacion} ${home.number} ${home.street}`;
    case 'general-delivery':
      return 'General Delivery';
  }
}

/** The address in parts. */
export function write(home: Home, style: Style): Written {
  const { city, state, zip } = placeOf(home);
  const unit = home.kind === 'street' ? unitText(home.unit, style) : '';
  return { delivery_line: deliveryLine(home, style), unit, city, state, postal_code: zip };
}

/** The address as one text. */
export function oneText(home: Home, style: Style, commas: 'commas' | 'no-commas'): string {
  const { delivery_line, unit, city, state, postal_code } = write(home, style);
  const lines = [delivery_line, unit, city, `${state} ${postal_code}`].filter((part) => part !== '');
  return lines.join(commas === 'commas' ? ', ' : ' ');
}

/** One text for one home, to keep two people from being put into the same one unawares. */
export function homeKey(home: Home): string {
  return oneText(home, PLAIN, 'commas').toUpperCase();
}
