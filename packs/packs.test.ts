import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadPack } from '../src/terms/pack.ts';
import { PRECEDENCE } from '../src/terms/precedence.ts';
import { decide, PACK_IDS, packText, readFixtures, sceneOf, verdictOf } from './fixtures.ts';

for (const id of PACK_IDS) {
  const fixtures = readFixtures(id);

  describe(`pack ${id}`, () => {
    for (const { name, set, outcome, ground } of fixtures.cases) {
      it(name, () => {
        const expected = ground === undefined ? outcome : `${outcome} ${ground}`;
        assert.equal(verdictOf(decide(sceneOf(id, fixtures, set))), expected);
      });
    }

    it('has a fixture for the ground of each of its clauses', () => {
      const pack = loadPack(packText(id));
      assert.ok(pack.ok);
      const grounds = new Set(fixtures.cases.map((each) => each.ground));
      assert.deepEqual(
        pack.pack.clauses.map((clause) => clause.id).filter((clause) => !grounds.has(clause)),
        [],
      );
    });

    it('evaluates every clause every time, in precedence order', () => {
      const decision = decide(sceneOf(id, fixtures, { 'standing.state': 'draft' }));
      const evaluated = decision.clauses.map((clause) => clause.id);
      const pack = loadPack(packText(id));
      assert.ok(pack.ok);
      assert.deepEqual(
        evaluated,
        PRECEDENCE.filter((clause) => pack.pack.clauses.some((each) => each.id === clause)),
      );
    });
  });
}
