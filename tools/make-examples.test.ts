import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import test from 'node:test';
import { parse } from 'csv-parse/sync';
import { identifierShape } from '../src/inquiry/identifier.ts';
import { readRegisterRows, readRows } from '../src/inquiry/rows.ts';

const at = (name: string) => new URL(`../examples/${name}`, import.meta.url);
const rows = (name: string) => parse(readFileSync(at(name)), { columns: true }) as Record<string, string>[];

const FILES = [
  ['inquiries.csv', 'expected.csv', 600],
  ['inquiries-consent.csv', 'expected-consent.csv', 60],
] as const;

test('Every example inquiry has one expected outcome, and exactly the lines planned as unreadable are', async () => {
  for (const [asked, expected, least] of FILES) {
    const plan = new Map(rows(expected).map((row) => [row['reference'], row]));
    let count = 0;
    for await (const row of readRows(createReadStream(at(asked)), 'csv')) {
      const reference = row.kind === 'question' ? row.question.reference : row.reference;
      assert.equal(plan.get(reference)?.['ground'] === 'unreadable', row.kind === 'unreadable', reference);
      count += 1;
    }
    assert.equal(count, plan.size);
    assert.ok(count >= least);
  }
});

test('Refused and held rows name their ground; answered rows have none', () => {
  for (const [, expected] of FILES) {
    for (const { outcome = '', ground = '', why = '' } of rows(expected)) {
      assert.ok(['confirmed', 'not_confirmed', 'refused', 'held'].includes(outcome));
      assert.equal(ground !== '', outcome === 'refused' || outcome === 'held');
      assert.notEqual(why, '');
    }
  }
});

test('No identifier of the example register can ever have been issued, and each belongs to one person', async () => {
  const owners = new Map<string, string>();
  let records = 0;
  for await (const row of readRegisterRows(createReadStream(at('register.csv')), 'csv')) {
    if (row.kind === 'unreadable') continue;
    records += 1;
    const { tax_identifier, birth_date, surname } = row.record.person;
    assert.equal(identifierShape(tax_identifier), 'never-issued', row.record.record_id);
    const owner = `${surname.toUpperCase()} ${birth_date}`;
    assert.equal(owners.get(tax_identifier) ?? owner, owner, row.record.record_id);
    owners.set(tax_identifier, owner);
  }
  assert.ok(owners.size >= 5000);
  assert.ok(records > owners.size);
});
