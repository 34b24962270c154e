import assert from 'node:assert/strict';
import test from 'node:test';
import type { AddressText } from '../matching/address.ts';
import { typedAddress } from './typed-address.ts';

const ABSENT: AddressText = {
  delivery_line: '',
  unit: '',
  city: '',
  state: '',
  postal_code: '',
  country: '',
  address: '',
};
const kindOf = (parts: Partial<AddressText>) => typedAddress({ ...ABSENT, ...parts }).kind;

test('Every class of FGDC-STD-016 with its place is a typed address', () => {
  for (const address of [
    '926 Main St, Longmont, CO 80501',
    '926 Main St Longmont CO',
    'PO Box 118, Longmont, CO 80501',
    'RR 2 Box 18, Agra, KS 67621',
    'HC 71 Box 20, Agra KS 67621',
    'PSC 3 Box 4120, APO AE 09021',
    'CMR 402 Box 155, APO AE 09180',
    'General Delivery, Tampa, FL 33605',
    'Urb Las Gladiolas, 150 Calle A, San Juan PR 00926',
  ])
    assert.equal(kindOf({ address }), 'address', address);
});

test('A placeholder with a ZIP code is no address, whichever field holds it', () => {
  const fillers = [
    'FAILED TO PROVIDE',
    'UNKNOWN',
    'UNKNOWN ADDRESS',
    'NA',
    'N/A',
    'DONT CARE',
    'HOMELESS',
    'SAME',
    'SAME AS ABOVE',
    'NONE',
    'NO ADDRESS',
    'REFUSED',
    'XXXX',
    '-',
    '.',
    '?',
    '',
  ];
  for (const filler of fillers) {
    assert.equal(kindOf({ delivery_line: filler, postal_code: '60612' }), 'untyped', filler);
    assert.equal(
      kindOf({ delivery_line: filler, city: 'Chicago', state: 'IL', postal_code: '60612' }),
      'untyped',
      filler,
    );
    assert.equal(kindOf({ address: `${filler} 60612` }), 'untyped', filler);
    assert.equal(kindOf({ address: `${filler}, Chicago, IL 60612` }), 'untyped', filler);
  }
});

test('A ZIP code, a city, a number or a street alone is no address', () => {
  for (const address of [
    '60612',
    '60612-1234',
    'IL 60612',
    'Chicago, IL',
    'Chicago IL 60612',
    '1420, Omaha, NE 68102',
    'Main Street',
    '926 Main Street',
    'Main Street, Longmont, CO 80501',
  ]) {
    assert.equal(kindOf({ address }), 'untyped', address);
  }
});

test('Filler with the name of a country is no address', () => {
  assert.equal(kindOf({ delivery_line: 'UNKNOWN', country: 'France' }), 'untyped');
  assert.equal(kindOf({ delivery_line: 'somewhere', city: 'Lyon', country: 'France' }), 'untyped');
});
