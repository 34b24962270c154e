import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isCurrent } from './clauses-doc.ts';

it('docs/clauses.md says what the packs say', () => {
  assert.ok(isCurrent(), 'run: node tools/clauses-doc.ts');
});
