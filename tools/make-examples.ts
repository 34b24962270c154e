/**
 * Makes the example register, the inquiry files and their expected outcomes: `node tools/make-examples.ts [FOLDER OF usaddress_*.ndjson]`.
 * Every expected outcome comes from the plan by which a row was written, never from running the program.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Asked, applyBounds } from './examples/asked.ts';
import { type Cells, consentBasis, MATTERS, statutoryBasis } from './examples/basis.ts';
import { seededChance } from './examples/chance.ts';
import { consentInquiries } from './examples/consent.ts';
import { csvLine, csvText } from './examples/csv.ts';
import { nearButDifferent } from './examples/near.ts';
import { otherNames } from './examples/other-names.ts';
import { otherPeople } from './examples/other-people.ts';
import { bounded, refusals, unreadable } from './examples/refusals.ts';
import { registerCells } from './examples/register.ts';
import { realStreets } from './examples/streets.ts';
import { foundTown, populate, type Town } from './examples/town.ts';
import { otherWritings } from './examples/writings.ts';

const NAME = ['reference', 'given_name', 'middle_name', 'surname', 'name_suffix', 'birth_date', 'tax_identifier'];
const ADDRESS = ['delivery_line', 'unit', 'city', 'state', 'postal_code', 'country', 'address', 'period', 'purpose'];
const STATUTORY = [
  ...NAME,
  ...ADDRESS,
  'authority',
  'proceeding',
  'case_number',
  'reason',
  'official',
  'officer',
  'attests_engaged',
  'attests_sole_use',
  'final_order_date',
];
const CONSENT = [
  ...NAME,
  ...ADDRESS,
  'case_number',
  'reason',
  'officer',
  'attests_engaged',
  'attests_sole_use',
  'consent_date',
  'consent_scope',
  'consent_sha256',
];
const REGISTER = [
  'record_id',
  'given_name',
  'middle_name',
  'surname',
  'name_suffix',
  'other_names',
  'tax_identifier',
  'birth_date',
  'period',
  'delivery_line',
  'unit',
  'city',
  'state',
  'postal_code',
  'country',
  'address',
  'suppressed',
];
const EXPECTED = ['reference', 'outcome', 'ground', 'why'];

/** Puts the rows in an order, gives each its reference and basis, and applies the bounds that count rows. */
function numbered(
  town: Town,
  rows: readonly Asked[],
  letter: string,
  basis: (n: number) => Cells,
  matters: number,
): Asked[] {
  const ordered = town.chance.shuffled(rows);
  ordered.forEach((row, i) => {
    row.cells = { ...basis(i % matters), ...row.cells, reference: `${letter}-${String(i + 1).padStart(4, '0')}` };
  });
  applyBounds(ordered);
  return ordered;
}

function inquiryBytes(columns: readonly string[], rows: readonly Asked[]): Buffer {
  const lines = rows.map(({ cells, spoil }) => {
    const line = csvLine(columns.map((column) => cells[column] ?? ''));
    return Buffer.from(spoil === undefined ? line : spoil(line));
  });
  return Buffer.concat([Buffer.from(columns.join(',')), ...lines].flatMap((line) => [line, Buffer.from('\n')]));
}

const expected = (rows: readonly Asked[]) =>
  csvText(
    EXPECTED,
    rows.map(({ cells, outcome, ground, why }) => ({ reference: cells['reference'] ?? '', outcome, ground, why })),
  );

function make(folder: string, to: string): void {
  const chance = seededChance(20260901);
  const town = foundTown(chance, realStreets(folder));
  const asked = [otherWritings, otherNames, nearButDifferent, otherPeople, refusals, bounded, unreadable].flatMap(
    (group) => group(town),
  );
  const consented = consentInquiries(town);
  populate(town);
  const statutory = numbered(town, asked, 'A', statutoryBasis, MATTERS);
  const consent = numbered(town, consented, 'B', consentBasis, 1000);
  mkdirSync(to, { recursive: true });
  writeFileSync(`${to}/register.csv`, csvText(REGISTER, registerCells(town)));
  writeFileSync(`${to}/inquiries.csv`, inquiryBytes(STATUTORY, statutory));
  writeFileSync(`${to}/inquiries-consent.csv`, inquiryBytes(CONSENT, consent));
  writeFileSync(`${to}/expected.csv`, expected(statutory));
  writeFileSync(`${to}/expected-consent.csv`, expected(consent));
  console.log(`${town.residents.length} records, ${statutory.length} and ${consent.length} inquiries`);
}

make(
  process.argv[2] ?? new URL('../../shared/data', import.meta.url).pathname,
  process.argv[3] ?? new URL('../examples', import.meta.url).pathname,
);
