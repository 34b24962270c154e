import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AddressText, type Standardised, standardiseAddress } from './address.ts';

const NONE: AddressText = {
  delivery_line: '',
  unit: '',
  city: '',
  state: '',
  postal_code: '',
  country: '',
  address: '',
};

function lineInEvanston(delivery_line: string): Standardised {
  return standardiseAddress({ ...NONE, delivery_line, city: 'Evanston', state: 'IL', postal_code: '60201' });
}

function why(standardised: Standardised): string {
  return standardised.kind === 'untyped' ? standardised.why : 'typed';
}

const FILLERS = [
  'FAILED TO PROVIDE',
  'Failed to Provide Address',
  'FAILEDTOPROVIDE',
  'UNKNOWN',
  'UNKNOWN ADDRESS',
  'ADDRESS UNKNOWN',
  'Unkown',
  'UNKNWON',
  'U N K N O W N',
  'UNK',
  'NA',
  'N/A',
  'N.A.',
  'n a',
  'NONE',
  'None Given',
  'NULL',
  'nil',
  'DONT CARE',
  "DON'T CARE",
  "Don't know",
  'dont know',
  'HOMELESS',
  'Homless',
  'TRANSIENT',
  'SAME',
  'Same as above',
  'SAME AS MAILING',
  'SEE ABOVE',
  'See file',
  'TBD',
  'To be determined',
  'XXXX',
  'xxxxx',
  'XX',
  'ASDF',
  'test',
  'TEST TEST',
  'NO ADDRESS',
  'No Address Given',
  'NO FIXED ABODE',
  'NO KNOWN ADDRESS',
  'NOT PROVIDED',
  'Not available',
  'NOT APPLICABLE',
  'NOT ON FILE',
  'REFUSED',
  'Refused to answer',
  'DECLINED',
  'PENDING',
  'VARIOUS',
  'GENERAL',
  'LAST KNOWN ADDRESS',
  'BAD ADDRESS',
  'RETURNED MAIL',
  'MOVED',
  'DECEASED',
  'ICE CUSTODY',
  'IN JAIL',
  'LIVES IN CAR',
  'On the streets',
  'ADDRESS',
  'STREET',
  'Street Address',
  'HOME',
  'zip code',
  'ZIP 60201',
  '123 UNKNOWN ST',
  '123 UNKNOWN',
  '1 UNKNOWN',
  '0 UNKNOWN ST',
  '60201 UNKNOWN',
  'UNKNOWN 60201',
  '60201 FAILED TO PROVIDE',
  'FAILED TO PROVIDE 60201',
  '60201 NA',
  'NA 60201',
  '1 NA',
  '1 N/A',
  '123 NONE',
  '999 HOMELESS',
  'HOMELESS SHELTER 5',
  '123 XXXX ST',
  '0 0 0',
  '000 0 ST',
  'UNKNOWN UNKNOWN',
  'UNKNOWN, UNKNOWN',
  'unknown - unknown',
  '*** UNKNOWN ***',
  '"UNKNOWN"',
  '(unknown)',
  'UNKNOWN!!',
  'N / A',
  'no se',
  'DESCONOCIDO',
  'SIN DOMICILIO',
  'Apt 5 UNKNOWN',
  'c/o unknown',
  'PO BOX UNKNOWN',
  'P.O. Box N/A',
  'RR UNKNOWN',
  '12 SAME',
  '12 SAME SAME',
  'confidential',
  'REDACTED',
  'Whatever',
  '123 Any Street',
  'Anytown',
];

test('filler text with a valid city, state and ZIP is no address', () => {
  for (const filler of FILLERS) assert.notEqual(why(lineInEvanston(filler)), 'typed', filler);
});

test('filler text is no address in one text either, with a ZIP or with city and state', () => {
  for (const filler of FILLERS) {
    for (const tail of ['60201', 'Evanston, IL 60201', 'Evanston IL']) {
      for (const glue of [' ', ', ']) {
        const address = `${filler}${glue}${tail}`;
        assert.notEqual(why(standardiseAddress({ ...NONE, address })), 'typed', address);
      }
    }
  }
});

test('streets that only sound like filler are addresses', () => {
  const streets = [
    '12 Same St',
    '1 Test Dr',
    '5 Homestead Ln',
    '9 None Such Rd',
    '40 General Lee Ave',
    '7 No Name Rd',
    '100 Unity Ln',
    '12 Moving Water Ct',
    '3 Mission St',
    '18 Notting Hill Rd',
    '12 Bogus Basin Rd',
    '44 Refugee Rd',
    '8 Known Way',
    '12 Blank Rd',
    '6 Home Ave',
    '77 Sample Rd',
    '100 Transit Rd',
    '5 Wanted Ln',
    '12 Care Dr',
    '600 Dummy Line Rd',
    '21 Nan St',
  ];
  for (const street of streets) assert.equal(why(lineInEvanston(street)), 'typed', street);
});

const UNTYPED: readonly (readonly [Partial<AddressText>, string])[] = [
  [{}, 'empty'],
  [{ address: '  ,,, ' }, 'empty'],
  [{ address: '60201' }, 'zip-only'],
  [{ postal_code: '60201' }, 'zip-only'],
  [{ delivery_line: '60201', postal_code: '60201' }, 'zip-only'],
  [{ delivery_line: '60201-1234', city: 'Evanston', state: 'IL', postal_code: '60201' }, 'zip-only'],
  [{ city: 'Evanston', state: 'IL', postal_code: '60201' }, 'city-only'],
  [{ delivery_line: '123', city: 'Evanston', state: 'IL', postal_code: '60201' }, 'number-only'],
  [{ delivery_line: 'Apt 5', city: 'Evanston', state: 'IL', postal_code: '60201' }, 'no-number'],
  [{ delivery_line: 'Main St', city: 'Evanston', state: 'IL', postal_code: '60201' }, 'no-number'],
  [{ delivery_line: 'Main St & Oak Ave', city: 'Evanston', state: 'IL' }, 'no-number'],
  [{ delivery_line: '12 Main St' }, 'no-locality'],
  [{ delivery_line: '12 Main St', city: 'Evanston' }, 'no-locality'],
  [{ delivery_line: '12 Main St', city: 'UNKNOWN', state: 'IL' }, 'no-locality'],
  [{ delivery_line: '12 Main St', state: 'IL' }, 'no-locality'],
  [{ delivery_line: '12 Main St', city: 'Evanston', postal_code: '00000' }, 'no-locality'],
  [{ address: '12 Main St, 34 Oak Ave, Evanston, IL 60201' }, 'two-addresses'],
  [{ address: '12 Main St and 34 Oak Ave, Evanston, IL 60201' }, 'two-addresses'],
  [{ address: '12 Main St, Evanston, IL 60201, 34 Oak Ave, Chicago, IL 60601' }, 'two-addresses'],
  [{ delivery_line: '12 Main St / 34 Oak Ave', city: 'Evanston', state: 'IL' }, 'two-addresses'],
  [{ delivery_line: '12 Main St\n34 Oak Ave', city: 'Evanston', state: 'IL' }, 'two-addresses'],
];

test('what is missing is said by name', () => {
  for (const [text, reason] of UNTYPED)
    assert.equal(why(standardiseAddress({ ...NONE, ...text })), reason, JSON.stringify(text));
});
