import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AddressText, addressForms, addressKey, type StandardAddress, standardiseAddress } from './address.ts';
import { knownStreets } from './known-streets.ts';
import { canonicalWriting } from './writing.ts';

const NONE: AddressText = {
  delivery_line: '',
  unit: '',
  city: '',
  state: '',
  postal_code: '',
  country: '',
  address: '',
};

function typed(address: string | Partial<AddressText>): StandardAddress {
  const text = typeof address === 'string' ? { ...NONE, address } : { ...NONE, ...address };
  const standardised = standardiseAddress(text);
  if (standardised.kind !== 'address') throw new Error(`not typed, ${standardised.why}: ${JSON.stringify(address)}`);
  return standardised.address;
}

/** Do both meet on a strict form, `a` being on file? */
function meet(a: StandardAddress, b: StandardAddress, level: 'unit' | 'building' = 'unit'): boolean {
  const filed = new Set(
    addressForms(a, 'register', level)
      .filter(({ street }) => street === null)
      .map(({ kind, text }) => `${kind} ${text}`),
  );
  return addressForms(b, 'question', level).some(({ kind, text }) => filed.has(`${kind} ${text}`));
}

/** With relaxed forms too, as if the register knew no other street. */
function meetRelaxed(a: StandardAddress, b: StandardAddress): boolean {
  const filed = new Set(addressForms(a, 'register', 'unit').map(({ kind, text }) => `${kind} ${text}`));
  return addressForms(b, 'question', 'unit').some(({ kind, text }) => filed.has(`${kind} ${text}`));
}

const word = fc.constantFrom(
  'Oak',
  'Lake Shore',
  'Martin Luther King Jr',
  '5th',
  'Second',
  'A',
  'Saint Charles',
  'North',
  'Broadway',
  'Mc Kinley',
  "O'Brien",
);
const type = fc.constantFrom('St', 'Avenue', 'Blvd.', 'Court', 'Hill', 'Park', '');
const turn = fc.constantFrom('', 'N', 'South', 'N.W.', 'East');
const unit = fc.constantFrom('', 'Apt 5', '# 12-B', 'Ste. 100', '3rd Floor', 'Bldg C', 'Rear');
const parts = fc.record({
  number: fc.constantFrom('1', '817A', '12 1/2', '110-114', 'W152N9335'),
  pre: turn,
  word,
  type,
  post: turn,
  unit,
});

function lineOf(p: { number: string; pre: string; word: string; type: string; post: string }): string {
  return [p.number, p.pre, p.word, p.type, p.post].filter((part) => part !== '').join(' ');
}

const fields = parts.map((p) => ({
  delivery_line: lineOf(p),
  unit: p.unit,
  city: 'St. Paul',
  state: 'MN',
  postal_code: '55104',
}));

test('standardising twice changes nothing', () => {
  fc.assert(
    fc.property(fields, (text) => {
      const once = standardiseAddress({ ...NONE, ...text });
      if (once.kind !== 'address') return;
      for (const reading of once.address.readings) {
        const again = typed(canonicalWriting(once.address, reading));
        assert.deepEqual(again.readings[0]?.delivery, reading.delivery);
        assert.deepEqual(again.readings[0]?.city, reading.city);
      }
    }),
    { numRuns: 2000 },
  );
});

test('case, punctuation and spacing change nothing', () => {
  const noise = fc.constantFrom(
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
    (text: string) => text.replaceAll(' ', '   '),
    (text: string) => `  ${text}  `,
    (text: string) => text.replaceAll('.', '').replaceAll("'", ''),
    (text: string) => text.replace(/([A-Za-z])$/, '$1.'),
  );
  fc.assert(
    fc.property(fields, noise, (text, change) => {
      const changed = {
        ...text,
        delivery_line: change(text.delivery_line),
        unit: change(text.unit),
        city: change(text.city),
      };
      assert.deepEqual(standardiseAddress({ ...NONE, ...changed }), standardiseAddress({ ...NONE, ...text }));
    }),
    { numRuns: 2000 },
  );
});

test('comparison is symmetric', () => {
  fc.assert(
    fc.property(fields, fields, (a, b) => {
      const [x, y] = [standardiseAddress({ ...NONE, ...a }), standardiseAddress({ ...NONE, ...b })];
      if (x.kind !== 'address' || y.kind !== 'address') return;
      assert.equal(meet(x.address, y.address), meet(y.address, x.address));
      assert.equal(meetRelaxed(x.address, y.address), meetRelaxed(y.address, x.address));
    }),
    { numRuns: 2000 },
  );
});

test('any text up to the limit has an outcome, and over the limit it is too long', () => {
  const bits = fc.constantFrom(
    '12',
    'Main',
    'St',
    ',',
    '#',
    'Apt',
    'PO Box',
    'RR',
    'N',
    'W',
    '60201',
    'IL',
    '/',
    '-',
    '.',
    '½',
    'URB',
    'Calle',
    'APO',
    '\n',
    'é',
    '💥',
    'K1A 0B1',
    'Hwy',
    'FL',
    'and',
    "'",
    'C/',
    'Unknown',
  );
  const any = fc.oneof(
    fc.string({ maxLength: 512 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(bits, { maxLength: 40 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(any, any, (address, other) => {
      for (const text of [
        { ...NONE, address },
        { ...NONE, delivery_line: address, city: other, state: 'IL' },
        { ...NONE, unit: other, delivery_line: address, postal_code: '00926', state: 'PR' },
      ]) {
        const standardised = standardiseAddress(text);
        if (standardised.kind === 'address') {
          assert.ok(addressForms(standardised.address, 'question', 'unit').length <= 7);
          assert.equal(typeof addressKey(standardised.address), 'string');
        } else assert.equal(typeof standardised.why, 'string');
      }
    }),
    { numRuns: 3000 },
  );
  assert.deepEqual(standardiseAddress({ ...NONE, address: 'x'.repeat(513) }), { kind: 'untyped', why: 'too-long' });
});

test('a unit on one side only is not confirmed unless the level is building', () => {
  const plain = typed('12 Oak St, Evanston, IL 60201');
  const inside = typed('12 Oak St Apt 4, Evanston, IL 60201');
  assert.equal(meet(plain, inside), false);
  assert.equal(meet(inside, plain), false);
  assert.equal(meet(inside, plain, 'building'), true);
  assert.equal(meet(inside, typed('Unit 4, 12 Oak Street, Evanston IL 60201')), true);
});

const NEVER: readonly (readonly [string, string])[] = [
  ['12 N State St, Chicago, IL 60602', '12 S State St, Chicago, IL 60602'],
  ['12 N State St, Chicago, IL 60602', '12 State St S, Chicago, IL 60602'],
  ['12 Ridge St, Evanston, IL 60201', '12 Ridge Ave, Evanston, IL 60201'],
  ['1122 2nd St N Saint Petersburg FL 33701', '1122 2nd St S Saint Petersburg FL 33701'],
  ['10 Birchwood Park Dr Cherry Hill NJ 08003', '10 Birchwood Dr Cherry Hill NJ 08003'],
  ['500 Highway No. 130 North, Cinnaminson, NJ 08077', '500 Highway No. 130 South, Cinnaminson, NJ 08077'],
  ['100 Wacker Dr 60606', '100 Wacker Ct 60606'],
  ['9 hwy 31, W White House, TN 37188', '9 hwy 31, E White House, TN 37188'],
  ['12 5th Ave, New York, NY 10011', '12 5th Ave, New York, NY 11215'],
  ['1861 1/2 Sheridan Rd, Evanston, IL 60208', '1861 Sheridan Rd, Evanston, IL 60208'],
  ['1-11 Main St, Evanston, IL 60201', '111 Main St, Evanston, IL 60201'],
  ['2676 E 2600 S, Provo, UT 84606', '2600 S 2676 E, Provo, UT 84606'],
  ['PO Box 12, Evanston, IL 60201', '12 Box St, Evanston, IL 60201'],
  ['URB Los Olmos, 487 CALLE Almendro, San Juan PR 00926', 'URB Las Gladiolas, 487 CALLE Almendro, San Juan PR 00926'],
  ['4750 Tama St SE Unit K, L Cedar Rapids IA 52403', '4750 Tama St SE Unit K, B Cedar Rapids IA 52403'],
  ['5 Sector 1 23, Evanston, IL 60201', '5 Sector 12 3, Evanston, IL 60201'],
  ['400 S State Road Seven Plantation FL 33317', '400 S State Road Eight Plantation FL 33317'],
];

test('near addresses never meet, not even on relaxed forms', () => {
  for (const [a, b] of NEVER) {
    assert.equal(meetRelaxed(typed(a), typed(b)), false, `${a} / ${b}`);
    assert.equal(meetRelaxed(typed(b), typed(a)), false, `${b} / ${a}`);
  }
});

const ALWAYS: readonly (readonly [string, string])[] = [
  ['123 North Lakeshore Drive Apt. 4-B, Chicago, Illinois 60611-1234', '123 n lake shore dr #4b chicago il 60611'],
  ['P.O. Box 45, Evanston, IL 60201', 'Post Office Box #45, Evanston IL'],
  ['RR 2 Box 18A, Woodlawn, IL 62898', 'Rural Route 2, Box 18A, Woodlawn, IL'],
  ['HC 68 Box 23, Wheeling, WV 26003', 'Star Route 68 Box 23, Wheeling, WV 26003'],
  ['PSC 802 BOX 74, APO AE 09499', 'psc 802, box # 74 apo ae 09499'],
  ['General Delivery, Tampa, FL 33602', 'GEN DEL, TAMPA FL 33602'],
  ['79-26 Queens Blvd, Rego Park, NY 11374', '7926 Queens Boulevard, Rego Park NY 11374'],
  ['W152 N9335 Main St, Germantown, WI 53022', 'W152N9335 Main Street, Germantown WI'],
  ['URB Los Olmos, B21 CALLE 2, Bayamon PR 00961', 'Urbanización Los Olmos, C/ 2 #B21, Bayamón, P.R. 00961'],
  ['3200 N First St, San Jose, CA 95134', '3200 N. 1st Street, San José, CA 95134'],
  ['C/O Pat Doe, 12 Oak St, Evanston, IL 60201', '12 Oak Street, Evanston, IL 60201'],
  ['204-123 Main St, Ottawa ON K1A 0B1', '123 Main Street Apt 204, Ottawa, Ontario K1A 0B1, Canada'],
];

test('writings of one address meet', () => {
  for (const [a, b] of ALWAYS) assert.equal(meet(typed(a), typed(b)), true, `${a} / ${b}`);
});

test('a part that one side lacks, or writes on the other side of the name, meets on relaxed forms only', () => {
  const rest = 'Evanston, IL 60201';
  const full = typed(`12 N Ridge Ave, ${rest}`);
  for (const line of ['12 N Ridge', '12 Ridge Ave', '12 Ridge Ave N']) {
    const other = typed(`${line}, ${rest}`);
    assert.deepEqual([meet(full, other), meet(other, full)], [false, false], line);
    assert.deepEqual([meetRelaxed(full, other), meetRelaxed(other, full)], [true, true], line);
  }
});

test('a relaxed form is used only where the register knows one such street and enough streets in the ZIP', () => {
  const street = (line: string) =>
    addressForms(typed(`${line}, Evanston, IL 60201`), 'register', 'unit').flatMap((form) =>
      form.kind.startsWith('no-suffix') && form.street !== null ? [form.street] : [],
    );
  const known = knownStreets();
  const asked = street('12 Ridge Ave')[0];
  assert.ok(asked);
  for (const one of street('12 Ridge Ave')) known.add(one);
  assert.equal(known.usable(asked), false, 'too few streets known');
  for (const name of ['Oak', 'Elm', 'Lake', 'Main', 'Church', 'Davis', 'Noyes', 'Simpson'])
    for (const one of street(`1 ${name} St`)) known.add(one);
  assert.equal(known.usable(asked), true);
  for (const one of street('40 Ridge Ct')) known.add(one);
  assert.equal(known.usable(asked), false, 'a neighbour of the same name was planted');
});

test('a question with directional and suffix probes three strict forms and three that say what the register row lacks', () => {
  const kinds = addressForms(typed('12 N Ridge Ave, Evanston, IL 60201'), 'question', 'unit').map(({ kind }) => kind);
  assert.deepEqual(kinds, [
    'zip',
    'city-zip3',
    'city-zip-asked',
    'no-suffix-on-file',
    'no-directional-on-file',
    'no-side-on-file',
  ]);
});
