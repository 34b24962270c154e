import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { admit } from '../../src/decision/admit.ts';
import type { Asked } from '../../src/decision/ask.ts';
import type { Standing } from '../../src/decision/standing.ts';
import { FACTS } from '../../src/terms/facts.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');

it('law 3: admit takes question, terms, standing and instant, and nothing else', () => {
  type Exactly<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
  const exact: Exactly<Parameters<typeof admit>, [asked: Asked, standing: Standing, now: string]> = true;
  assert.ok(exact);
});

it('law 3: the rooms that decide import no room that has a record, a key or a clock', () => {
  let read = 0;
  for (const room of ['terms', 'decision']) {
    for (const name of readdirSync(join(SRC, room)).filter(
      (each) => each.endsWith('.ts') && !each.endsWith('.test.ts'),
    )) {
      const text = readFileSync(join(SRC, room, name), 'utf8');
      for (const [, from = ''] of text.matchAll(/from '([^']+)'/g)) {
        assert.match(from, /^(\.\/|\.\.\/(terms|inquiry|matching)\/|zod$|yaml$)/, `${room}/${name}`);
      }
      assert.doesNotMatch(text, /Date\.now|new Date\(\)|Math\.random|process\.|performance\./, `${room}/${name}`);
      read += 1;
    }
  }
  assert.ok(read > 20);
});

it('law 3: no fact that a clause can speak of is about a record', () => {
  for (const [name, { says }] of Object.entries(FACTS)) {
    assert.doesNotMatch(`${name} ${says}`, /on file|register(?!ed)|snapshot|fingerprint|confirmed/, name);
  }
});
