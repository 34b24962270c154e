/** The canonical writing of a reading, in fields: standardising it again gives the same reading. */

import type { Delivery, Reading } from './reading.ts';
import type { AddressText, StandardAddress } from './standard-address.ts';

function line(delivery: Delivery): string {
  const { number, pre, name, suffix, post } = delivery;
  const words = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
  switch (delivery.class) {
    case 'po-box':
      return `PO BOX ${number}`;
    case 'puerto-rico':
      return pre === '' ? words([number, ...name]) : `${pre}, ${words([number, ...name])}`;
    default:
      return words([number, pre, ...name, suffix, post]);
  }
}

export function canonicalWriting(address: StandardAddress, reading: Reading): AddressText {
  const literal = address.class === 'literal';
  return {
    delivery_line: line(reading.delivery),
    unit: reading.delivery.unit.join(', '),
    city: reading.city.join(' '),
    state: literal ? '' : address.state,
    postal_code: address.zip,
    country: address.country,
    address: '',
  };
}
