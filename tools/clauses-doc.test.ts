import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { it } from 'node:test';
import { outdated } from './clauses-doc.ts';

it('docs/clauses.md and the rendered example say what the packs and the agreement say', () => {
  assert.deepEqual(outdated(), [], 'run: node tools/clauses-doc.ts');
});

it('a document that is not there is told', () => {
  assert.deepEqual(outdated(tmpdir()), ['docs/clauses.md', 'examples/agreement-statutory.md']);
});
