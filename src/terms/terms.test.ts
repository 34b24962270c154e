import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { compareAgreements } from './compare.ts';
import { draftOf } from './lifecycle.ts';
import { renderAgreement } from './render.ts';
import { agreementStatement, stepStatement } from './statement.ts';
import { readTerms, type Terms } from './terms.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const AGREEMENT = read('examples/agreements/statutory.yaml');
const PACK = read('packs/us/26usc6103-i-2/pack.yaml');
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

function terms(agreement = AGREEMENT, pack = PACK): Terms {
  const made = readTerms(agreement, pack, sha256);
  assert.ok(made.ok, made.ok ? '' : JSON.stringify(made.problems));
  return made.terms;
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

it('a changed byte in agreement or pack, a comment too, gives other terms and another statement', () => {
  const changed = [terms(), terms(`${AGREEMENT}# \n`), terms(AGREEMENT, `${PACK}# \n`)];
  assert.equal(new Set(changed.map((each) => each.sha256)).size, 3);
  assert.equal(new Set(changed.map((each) => text(agreementStatement(each)))).size, 3);
});

it('bytes moved from the agreement to the pack give other terms', () => {
  assert.notEqual(terms(`${AGREEMENT}#\n`, PACK).sha256, terms(AGREEMENT, `#\n${PACK}`).sha256);
});

it('terms are plain JSON', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(terms())), terms());
});

it('the statement that both parties sign can be read on a screen', () => {
  const digest = createHash('sha256')
    .update(`countersign terms v1\n${Buffer.byteLength(AGREEMENT)}\n${Buffer.byteLength(PACK)}\n${AGREEMENT}${PACK}`)
    .digest('hex');
  assert.equal(
    text(agreementStatement(terms())),
    `countersign agreement v1\nagreement AGR-2026-001\nversion 1\npack us/26usc6103-i-2 1\ncustodian custodian-example\nrequester agency-example\nterms ${digest}\n`,
  );
});

it('an approval is good for one step only', () => {
  const draft = draftOf(terms(), '2026-08-01T00:00:00Z');
  const first = text(stepStatement(draft, 'suspend', 'by order'));
  assert.notEqual(first, text(stepStatement({ ...draft, steps: 1 }, 'suspend', 'by order')));
  assert.notEqual(first, text(stepStatement(draft, 'resume', 'by order')));
  assert.equal(text(stepStatement(draft, 'suspend', 'two\nlines')).split('\n').length, 8);
});

it('an agreement that widens its pack gives no terms and says where', () => {
  const wider = readTerms(AGREEMENT.replace('reason_people: 25', 'reason_people: 101'), PACK, sha256);
  assert.ok(!wider.ok);
  const line = AGREEMENT.split('\n').findIndex((each) => each.startsWith('caps:')) + 1;
  assert.deepEqual(wider.problems, [
    { of: 'agreement', line, path: 'caps.reason_people', message: "is above the pack's 100" },
  ]);
});

it('a problem of the pack is told as one of the pack', () => {
  const broken = readTerms(AGREEMENT, PACK.replace('use.sole', 'use.soul'), sha256);
  assert.ok(!broken.ok);
  assert.equal(broken.problems[0]?.of, 'pack');
});

it('the rendered agreement names every clause with its source, and every statute, number and item', () => {
  const rendered = renderAgreement(terms());
  for (const clause of terms().pack.clauses) {
    for (const part of [`### ${clause.id}\n`, `Source: ${clause.source}`, clause.demands, clause.refuses, clause.mends])
      assert.ok(rendered.includes(part), part);
  }
  const { agreement } = terms();
  for (const statute of agreement.statutes) assert.ok(rendered.includes(statute.cite), statute.cite);
  for (const item of Object.values(agreement.items)) assert.ok(rendered.includes(item), item);
  for (const part of [
    '20,000,000',
    '2028-02-29',
    'America/New_York',
    agreement.name_only_statement ?? '-',
    '8 U.S.C. § 1229a, Removal proceedings (not criminal: refused)',
  ]) {
    assert.ok(rendered.includes(part), part);
  }
});

it('two versions differ in what differs', () => {
  const changed = terms(
    AGREEMENT.replace('version: 1\ntitle', 'version: 2\ntitle')
      .replace('reason_people: 25', 'reason_people: 10')
      .replace('periods: [2022, ', 'periods: ['),
  );
  assert.deepEqual(compareAgreements(terms().agreement, changed.agreement), [
    { path: 'caps.reason_people', before: '25', after: '10' },
    { path: 'periods.0', before: '"2022"', after: '"2023"' },
    { path: 'periods.1', before: '"2023"', after: '"2024"' },
    { path: 'periods.2', before: '"2024"', after: '"2025"' },
    { path: 'periods.3', before: '"2025"', after: null },
    { path: 'version', before: '1', after: '2' },
  ]);
});
