import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { loadPack } from './pack.ts';
import { PRECEDENCE } from './precedence.ts';

const TEXT = readFileSync(new URL('../../packs/us/26usc6103-i-2/pack.yaml', import.meta.url), 'utf8');
const lineWith = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

function problems(text: string): string[] {
  const read = loadPack(text);
  assert.ok(!read.ok);
  return read.problems.map((each) => `${each.line} ${each.path}: ${each.message}`);
}

it('a pack is loaded with its clauses in precedence order, however they stand in the text', () => {
  const [head = '', ...clauses] = TEXT.split(/(?=^ {2}- id: )/m);
  const turned = loadPack(head + clauses.reverse().join(''));
  assert.ok(turned.ok);
  const ids = turned.pack.clauses.map((clause) => clause.id);
  assert.deepEqual(
    ids,
    PRECEDENCE.filter((id) => ids.includes(id)),
  );
});

it('a clause id that does not exist is refused with its line', () => {
  const text = TEXT.replace('- id: sole-use', '- id: soul-use');
  assert.ok(
    problems(text)[0]?.startsWith(`${lineWith(text, 'soul-use')} clauses.21.id: is no clause id`),
    problems(text)[0],
  );
});

it('the ground of unreadable rows can be no clause of a pack', () => {
  assert.match(problems(TEXT.replace('- id: sole-use', '- id: unreadable'))[0] ?? '', /is no clause id/);
});

it('an unknown fact is refused with its line, when the pack is loaded and not when an inquiry comes', () => {
  const text = TEXT.replace('is: use.sole', 'is: use.soul');
  assert.deepEqual(problems(text), [
    `${lineWith(text, 'use.soul')} clauses.21.holds_when.is: names a fact that is not declared`,
  ]);
});

it('a clause twice and a needed clause left out are refused', () => {
  const twice = TEXT.replace('- id: sole-use', '- id: one-proceeding');
  assert.match(problems(twice).join('\n'), /one-proceeding stands twice/);
  const [head = '', ...clauses] = TEXT.split(/(?=^ {2}- id: )/m);
  const without = head + clauses.filter((clause) => !clause.includes('- id: in-force')).join('');
  assert.match(problems(without).join('\n'), /in-force is missing; every pack needs it/);
});

it('an unknown key of a clause is refused with its line', () => {
  const text = TEXT.replace(
    '    mends: Attest to it, if it is so.',
    '    mends: Attest to it, if it is so.\n    unless: never',
  );
  assert.deepEqual(problems(text), [
    `${lineWith(text, 'unless: never')} clauses.21.unless: is no known key; remove it or correct its spelling`,
  ]);
});
