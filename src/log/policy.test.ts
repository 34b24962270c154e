import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256, testKey } from '../../test/vectors/made-log.ts';
import { meetsQuorum, type Policy, parsePolicy } from './policy.ts';
import { COSIGNATURE_ED25519, formatVerifierKey, makeVerifierKey } from './verifier-key.ts';

const LOG = readFileSync(join(import.meta.dirname, '../../test/vectors/sample.vkey'), 'utf8').trim();
const witness = (name: string, seed: number) =>
  makeVerifierKey(sha256, `${name}.example/w`, COSIGNATURE_ED25519, testKey(seed).publicKey);
const KEYS = {
  x1: witness('x1', 1),
  x2: witness('x2', 2),
  x3: witness('x3', 3),
  y1: witness('y1', 4),
  y2: witness('y2', 5),
};
const WITNESSES = Object.entries(KEYS).map(([name, key]) => `witness ${name} ${formatVerifierKey(key)}`);

const TWO_LEVELS = [
  '# two of the X, one of the Y',
  `log ${LOG} https://gateway.tax.example/log1`,
  '',
  ...WITNESSES,
  'group X-witnesses 2 x1 x2 x3',
  ' \tgroup  Y-witnesses any y1 y2 ',
  'group X-and-Y all X-witnesses Y-witnesses',
  'quorum X-and-Y',
].join('\n');

function policyOf(text: string): Policy {
  const policy = parsePolicy(sha256, text);
  assert.ok(policy.ok, policy.ok ? '' : policy.problem);
  return policy.value;
}

test('A quorum of groups is met by exactly the sets of witnesses that its thresholds name', () => {
  const policy = policyOf(TWO_LEVELS);
  const names = Object.keys(KEYS) as (keyof typeof KEYS)[];
  for (let set = 0; set < 32; set++) {
    const signers = names.filter((_, i) => (set & (1 << i)) !== 0);
    const x = signers.filter((name) => name.startsWith('x')).length;
    const met = x >= 2 && signers.length > x;
    assert.equal(
      meetsQuorum(
        policy,
        signers.map((name) => KEYS[name]),
      ),
      met,
      signers.join(),
    );
  }
  assert.equal(policy.logs[0]?.url, 'https://gateway.tax.example/log1');
});

test('A quorum may be none or one witness', () => {
  assert.equal(meetsQuorum(policyOf('quorum none'), []), true);
  const one = policyOf(`${WITNESSES[0]}\nquorum x1\n`);
  assert.equal(meetsQuorum(one, []), false);
  assert.equal(meetsQuorum(one, [KEYS.x2]), false);
  assert.equal(meetsQuorum(one, [KEYS.x1]), true);
});

test('A key that shares a witness key under another name does not count for it', () => {
  const one = policyOf(`${WITNESSES[0]}\nquorum x1\n`);
  assert.equal(meetsQuorum(one, [witness('other', 1)]), false);
});

test('A policy that breaks the format is refused, with the line', () => {
  const base = `${WITNESSES.join('\n')}\n`;
  const wrong: [string, RegExp][] = [
    ['', /one line `quorum/],
    ['quorum x9', /line 1/],
    ['quorum none\nquorum none', /line 2.*one quorum/],
    [`${base}group g 0 x1\nquorum g`, /line 6/],
    [`${base}group g 3 x1 x2\nquorum g`, /number of its members/],
    [`${base}group g any\nquorum g`, /number of its members/],
    [`${base}group g any x1 x1\nquorum g`, /twice/],
    [`${base}group g any x1\ngroup h any x1\nquorum g`, /line 7.*twice/],
    [`${base}group g any none\nquorum g`, /none is not defined/],
    [`${base}group g any h\ngroup h any x1\nquorum g`, /h is not defined/],
    [`${base}group x1 any x2\nquorum x1`, /taken/],
    [`${base}${WITNESSES[0]?.replace('x1', 'x9')}\nquorum none`, /listed twice/],
    [`log ${LOG}\nlog ${LOG}\nquorum none`, /line 2.*listed twice/],
    [`log ${formatVerifierKey(KEYS.x1)}\nquorum none`, /with a log key/],
    [`witness w ${LOG}\nquorum w`, /cosignature/],
    ['log x\nquorum none', /line 1/],
    ['peer a\nquorum none', /starts with/],
    ['quorum none\r\n', /control character/],
    ['group constructor any toString\nquorum none', /not defined/],
  ];
  for (const [text, problem] of wrong) {
    const policy = parsePolicy(sha256, text);
    assert.ok(
      !policy.ok && problem.test(policy.problem),
      `${JSON.stringify(text)}: ${policy.ok ? 'read' : policy.problem}`,
    );
  }
});
