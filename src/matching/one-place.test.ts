import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AddressText, standardiseAddress } from './address.ts';

const PARTS: AddressText = {
  ...{ delivery_line: '81 Oak St', unit: '', city: 'Logansport', state: 'IN', postal_code: '46970' },
  ...{ country: '', address: '' },
};

function read(change: Partial<AddressText>): string {
  const standard = standardiseAddress({ ...PARTS, ...change });
  return standard.kind === 'untyped' ? 'untyped' : 'typed';
}

const readText = (address: string): string =>
  read({ delivery_line: '', city: '', state: '', postal_code: '', address });

test('a postal code that holds two ZIPs, or one that no place has, is no place', () => {
  for (const postal_code of ['46970 46901', '46970/46901', '46970 or 46901', '00000', '99999', '51700', '469'])
    assert.equal(read({ postal_code }), 'untyped', postal_code);
  for (const postal_code of ['46970', '46970-1234', '469701234', '46970 1234', ''])
    assert.equal(read({ postal_code }), 'typed');
  assert.equal(read({ city: 'Boston', state: 'MA', postal_code: '2108' }), 'typed');
});

test('a state cell that names two states or none is no place', () => {
  for (const state of ['IL/IN', 'IN or IL', 'IN IL', 'ZZ', 'IN?']) assert.equal(read({ state }), 'untyped', state);
  for (const state of ['IN', 'Indiana', 'in.', 'IN Indiana', '']) assert.equal(read({ state }), 'typed', state);
  assert.equal(read({ city: 'Portland', state: 'OR', postal_code: '97201' }), 'typed');
});

test('a city cell with an alternative, another ZIP or filler is no place', () => {
  for (const city of [
    'Logansport (or Peru)',
    'Logansport / Peru',
    'Logansport/Peru',
    'Logansport or Peru',
    'Logansport; Peru',
  ])
    assert.equal(read({ city }), 'untyped', city);
  for (const city of ['UNKNOWN', 'N/A', 'none', 'Logansport 46901', 'Logansport & Peru'])
    assert.equal(read({ city }), 'untyped', city);
  for (const city of ['Logansport', 'Logansport, IN', 'Logansport IN 46970', 'West Lafayette', ''])
    assert.equal(read({ city }), 'typed', city);
  assert.equal(read({ city: 'Truth or Consequences', state: 'NM', postal_code: '87901' }), 'typed');
});

test('one text with two ZIPs, states or cities is no place', () => {
  for (const place of [
    'IN 46970 46901',
    'IN 46970/46901',
    'IN 46970 or 46901',
    'IN or IL 46970',
    'IL/IN 46970',
    'IL IN 46970',
    'IN 00000',
    'IN 99999',
  ])
    assert.equal(readText(`81 Oak St, Logansport, ${place}`), 'untyped', place);
  for (const city of ['Logansport (or Peru)', 'Logansport or Peru'])
    assert.equal(readText(`81 Oak St, ${city}, IN 46970`), 'untyped', city);
  for (const text of [
    '81 Oak St, Logansport, IN 46970',
    'PO Box 46901, Logansport, IN 46970',
    'PO Box 46901 46970',
    '81 Oak St, Portland OR 97201',
  ])
    assert.equal(readText(text), 'typed', text);
});

test('a mark that stands for anything, a box 0 and a street None are no address', () => {
  for (const delivery_line of [
    '81* Oak St',
    '81? Oak St',
    '~81 Oak St',
    'PO BOX 0',
    'RR 2 Box 0',
    '1 NONE RD',
    '1 Null Ave',
  ])
    assert.equal(read({ delivery_line }), 'untyped', delivery_line);
  assert.equal(read({ unit: 'Apt ?' }), 'untyped');
  assert.equal(readText('81? Oak St, Logansport, IN 46970'), 'untyped');
  for (const delivery_line of ['PO BOX 10', 'RR 2 Box 18', '12 Same St'])
    assert.equal(read({ delivery_line }), 'typed', delivery_line);
});
