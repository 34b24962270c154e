/**
 * Which relaxed forms may be used: the one rule, for the load of a register and for evaluations.
 * A relaxed form is usable where the register knows no second street with the same relaxed writing in that ZIP, and enough
 * streets in that ZIP to take its silence for absence. Rows that lack the part ('' as street) name no street.
 */
import type { AddressForm } from './standard-address.ts';

/** LIMIT: fewer complete streets known in a ZIP than this, and no relaxed form is used there. */
export const ENOUGH_STREETS = 8;

export type RelaxedStreet = NonNullable<AddressForm['street']>;

export interface KnownStreets {
  add(street: RelaxedStreet): void;
  usable(street: RelaxedStreet): boolean;
}

export function knownStreets(): KnownStreets {
  const streets = new Map<string, Set<string>>();
  const zips = new Map<string, Set<string>>();
  const put = (map: Map<string, Set<string>>, key: string, value: string) => {
    const known = map.get(key);
    if (known === undefined) map.set(key, new Set([value]));
    else known.add(value);
  };
  return {
    add({ zip, writing, street }) {
      if (street === '') return;
      put(streets, `${zip}|${writing}`, street);
      put(zips, zip, street);
    },
    usable({ zip, writing }) {
      return (zips.get(zip)?.size ?? 0) >= ENOUGH_STREETS && streets.get(`${zip}|${writing}`)?.size === 1;
    },
  };
}
