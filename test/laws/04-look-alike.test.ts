import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { decodeCaseFile } from '../../src/audit/case-file.ts';
import { SALT_SIZE } from '../../src/log/commitment.ts';
import type { AnsweredRow } from '../../src/gateway/batch.ts';
import { readCases, readLeaves } from '../../src/store/entries.ts';
import { type DemoWorld, openDemoWorld, STATUTORY, seen } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, type Person, personAt, registerOf } from '../world/people.ts';

const KINDS = ['no record', 'other address', 'two people on file', 'suppressed', 'on file'] as const;
type Kind = (typeof KINDS)[number];
const PEOPLE = 30;

/** What stands on file of `person`, asked about as personAt has it. */
function onFile(person: Person, kind: Kind): Person[] {
  switch (kind) {
    case 'no record':
      return [];
    case 'other address':
      return [{ ...person, delivery_line: '77 Another Way' }];
    case 'two people on file':
      return [person, { ...person, birth_date: '1971-12-30', tax_identifier: '666-98-7654' }];
    case 'suppressed':
      return [{ ...person, suppressed: true }];
    case 'on file':
      return [person];
  }
}

let world: DemoWorld;
before(async () => {
  world = await openDemoWorld();
  await world.activate('statutory.yaml');
});
after(() => world.close());

/** Everything about an answer that anyone could see or weigh. WHY counts and place apart: they follow the row's place in its file. */
async function seenAndWeighed({ answer }: AnsweredRow): Promise<string> {
  const { pool } = world.store;
  const [leaf] = await readLeaves(pool, answer.index, answer.index + 1);
  const [row] = await readCases(pool, answer.index, answer.index + 1);
  assert.ok(leaf !== undefined && row !== undefined);
  const opened = world.gateway.keys.sealing.open(row.agreement, row.day, answer.index, row.sealed);
  const file = decodeCaseFile(opened.ok ? opened.plaintext.slice(SALT_SIZE) : new Uint8Array());
  assert.ok(file.ok);
  const { usage, attested } = file.value;
  const place = JSON.stringify([usage, attested?.[0]]);
  assert.ok(opened.ok);
  const sealed = opened.plaintext.length - place.length;
  const receipt = answer.receipt.slice(String(answer.index).length).length;
  return JSON.stringify({ seen: seen(answer), receipt, leaf: leaf.length, sealed, clauses: file.value.decision.clauses });
}

const kinds = fc.array(fc.constantFrom(...KINDS), { minLength: PEOPLE - KINDS.length, maxLength: PEOPLE - KINDS.length });

test('law 4: no record, other address, ambiguous and suppressed look alike: same bytes, same size of receipt, leaf and sealed case', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, async (more) => {
      const assigned: Kind[] = [...KINDS, ...more];
      const people = assigned.map((_, n) => personAt(n));
      await world.load(registerOf(people.flatMap((person, n) => onFile(person, assigned[n] as Kind))));
      const rows = await world.ask(STATUTORY, inquiriesOf(people.map((person, n) => inquiryAbout(person, n))));
      assert.deepEqual(
        rows.map(({ answer }) => answer.outcome),
        assigned.map((kind) => (kind === 'on file' ? 'confirmed' : 'not_confirmed')),
      );
      const weighed = await Promise.all(rows.filter((_, n) => assigned[n] !== 'on file').map(seenAndWeighed));
      assert.deepEqual([...new Set(weighed)], weighed.slice(0, 1));
      // A confirmed answer's receipt is of the same size too.
      assert.equal(new Set(rows.map(({ answer }) => answer.receipt.length - String(answer.index).length)).size, 1);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
