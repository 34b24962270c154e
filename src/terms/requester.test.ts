import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { overdueFindings, parseCustodian, parseRequesters, type Requester, requesterFromJson } from './requester.ts';

const TEXT = readFileSync(new URL('../../examples/requesters.yaml', import.meta.url), 'utf8');
const CUSTODIAN = readFileSync(new URL('../../examples/custodian.yaml', import.meta.url), 'utf8');

function directory(text = TEXT): Requester[] {
  const read = parseRequesters(text);
  assert.ok(read.ok);
  return read.requesters;
}

it('the example directory is read and survives being stored', () => {
  for (const each of directory()) assert.deepEqual(requesterFromJson(JSON.parse(JSON.stringify(each))), each);
});

it('an officer twice, an official twice and a requester twice are refused with their line', () => {
  const twice: readonly (readonly [string, string])[] = [
    ['id: officer-02, name: Boris', 'id: officer-01, name: Boris'],
    ['id: ig-01, name', 'id: head-01, name'],
    ['- id: benefits-example', '- id: agency-example'],
  ];
  for (const [from, to] of twice) {
    const text = TEXT.replace(from, to);
    const read = parseRequesters(text);
    assert.ok(!read.ok);
    assert.deepEqual(
      read.problems.map((each) => each.line),
      [TEXT.slice(0, TEXT.indexOf(from)).split('\n').length],
    );
    assert.match(read.problems[0]?.message ?? '', /stands twice/);
  }
});

it('a finding is overdue the day after it was due, until it is closed', () => {
  const [agency] = directory();
  assert.ok(agency);
  const findings = [{ id: 'F', due: '2026-08-31', closed: null }];
  const open = { ...agency, safeguards: { ...agency.safeguards, findings } };
  assert.equal(overdueFindings(open, '2026-08-31'), 0);
  assert.equal(overdueFindings(open, '2026-09-01'), 1);
  const closed = {
    ...agency,
    safeguards: { ...agency.safeguards, findings: [{ id: 'F', due: '2026-08-31', closed: '2026-09-05' }] },
  };
  assert.equal(overdueFindings(closed, '2026-09-04'), 1);
  assert.equal(overdueFindings(closed, '2026-09-05'), 0);
});

it('a custodian has two officers at least, for approvals take two', () => {
  assert.ok(parseCustodian(CUSTODIAN).ok);
  const one = CUSTODIAN.split('\n')
    .filter((line) => !line.includes('disclosure-02') && !line.includes('disclosure-03'))
    .join('\n');
  const read = parseCustodian(one);
  assert.ok(!read.ok);
  assert.match(read.problems[0]?.message ?? '', /two officers/);
});
