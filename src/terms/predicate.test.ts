import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { FACTS, type FactName, factType, type QuestionFacts, type StandingFacts } from './facts.ts';
import { compilePredicate, factsOf, type Predicate, readPredicate, type Verdict } from './predicate.ts';

const NAMES = Object.keys(FACTS) as FactName[];
const of = (type: string): fc.Arbitrary<FactName> =>
  fc.constantFrom(...NAMES.filter((name) => factType(name) === type));
const INSTANTS = ['', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];

const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  of('yes-no').map((is) => ({ is })),
  of('yes-no').map((name) => ({ is_not: name })),
  of('text').map((given) => ({ given })),
  of('text').map((fact) => ({ one_of: { fact, values: ['a', 'b'] } })),
  fc.tuple(of('number'), fc.nat(3)).map((pair) => ({ equal: pair })),
  fc.tuple(of('number'), fc.oneof(of('number'), fc.nat(3))).map((pair) => ({ at_most: pair })),
  fc.tuple(of('instant'), of('instant')).map((pair) => ({ before: pair })),
  fc.tuple(of('instant'), of('instant')).map((pair) => ({ not_before: pair })),
);
const { node: predicates } = fc.letrec<{ node: Predicate }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
    tie('node').map((inner) => ({ held_unless: inner })),
  ),
}));

type Value = string | number | boolean | null;
const valueFor = (name: FactName): fc.Arbitrary<Value> => {
  const type = factType(name);
  if (type === 'yes-no') return fc.boolean();
  if (type === 'number') return fc.option(fc.nat(4));
  return type === 'text' ? fc.constantFrom('', 'a', 'b', 'c') : fc.constantFrom(...INSTANTS);
};
const facts = fc.record(Object.fromEntries(NAMES.map((name) => [name, valueFor(name)]))) as fc.Arbitrary<
  Record<FactName, Value>
>;

const evaluate = (predicate: Predicate, values: Record<FactName, Value>): Verdict =>
  compilePredicate(predicate)(values as unknown as QuestionFacts, values as unknown as StandingFacts);

/** The meaning of predicates written a second time, by recursion and in words. */
function meaning(node: Predicate, values: Record<FactName, Value>): Verdict {
  if ('all' in node) return worst(node.all.map((each) => meaning(each, values)));
  if ('any' in node) return best(node.any.map((each) => meaning(each, values)));
  if ('held_unless' in node) return meaning(node.held_unless, values) === 'holds' ? 'holds' : 'held';
  return truth(node, values) ? 'holds' : 'fails';
}
const worst = (verdicts: Verdict[]): Verdict =>
  verdicts.includes('fails') ? 'fails' : verdicts.includes('held') ? 'held' : 'holds';
const best = (verdicts: Verdict[]): Verdict =>
  verdicts.includes('holds') ? 'holds' : verdicts.includes('held') ? 'held' : 'fails';
function truth(node: Predicate, values: Record<FactName, Value>): boolean {
  if ('is' in node) return values[node.is] === true;
  if ('is_not' in node) return values[node.is_not] === false;
  if ('given' in node) return values[node.given] !== '';
  if ('one_of' in node) return node.one_of.values.some((each) => each === values[node.one_of.fact]);
  if ('equal' in node) return values[node.equal[0]] === node.equal[1];
  const [a, b] =
    'at_most' in node
      ? node.at_most
      : 'before' in node
        ? node.before
        : 'not_before' in node
          ? node.not_before
          : ['now', 'now'];
  const [left, right] = [values[a as FactName], typeof b === 'number' ? b : values[b as FactName]];
  if (left === null || right === null || left === '' || right === '' || left === undefined || right === undefined)
    return false;
  return 'at_most' in node ? left <= right : 'before' in node ? left < right : left >= right;
}

it('a compiled predicate says what its expression means', () => {
  fc.assert(
    fc.property(predicates, facts, (predicate, values) =>
      assert.equal(evaluate(predicate, values), meaning(predicate, values)),
    ),
    { numRuns: 2000 },
  );
});

it('a predicate of a pack is read back as it was written', () => {
  fc.assert(
    fc.property(predicates, (predicate) => assert.deepEqual(readPredicate(predicate), { ok: true, predicate })),
  );
});

it('an absent fact never makes a predicate hold that its presence could make fail', () => {
  fc.assert(
    fc.property(predicates, facts, fc.nat(), (predicate, values, pick) => {
      const optional = NAMES.filter((name) => factType(name) !== 'yes-no');
      const name = optional[pick % optional.length] as FactName;
      const without = { ...values, [name]: factType(name) === 'number' ? null : '' };
      const order: Verdict[] = ['fails', 'held', 'holds'];
      assert.ok(order.indexOf(evaluate(predicate, without)) <= order.indexOf(evaluate(predicate, values)));
    }),
    { numRuns: 2000 },
  );
});

it('a predicate names the facts that it reads, and no other fact changes its verdict', () => {
  fc.assert(
    fc.property(predicates, facts, facts, (predicate, values, others) => {
      const read = new Set(factsOf(predicate));
      const mixed = Object.fromEntries(NAMES.map((name) => [name, (read.has(name) ? values : others)[name]]));
      assert.equal(evaluate(predicate, mixed as Record<FactName, Value>), evaluate(predicate, values));
    }),
  );
});

it('an unknown fact, a wrong type, an unknown operator and an empty list are refused with their place', () => {
  const bad: readonly (readonly [unknown, string])[] = [
    [{ is: 'record.found' }, 'names a fact that is not declared'],
    [{ is: 'toString' }, 'names a fact that is not declared'],
    [{ is: 'reason.cases' }, 'takes yes-no, and reason.cases is number'],
    [{ at_most: ['name.given', 1] }, 'takes number, and name.given is yes-no'],
    [{ before: ['now', 'safeguards.status'] }, 'takes instant, and safeguards.status is text'],
    [{ not: { is: 'name.given' } }, 'is no operator'],
    [{ all: [] }, 'must be a list that is not empty'],
    [{ all: [{ is: 'name.given' }], any: [] }, 'must hold exactly one operator'],
    [{ one_of: { fact: 'safeguards.status', values: [] } }, 'takes {fact, values}'],
    [{ equal: ['reason.cases', 'one'] }, 'takes a fact and a number'],
    ['name.given', 'must be one operator'],
    [null, 'must be one operator'],
  ];
  for (const [value, message] of bad) {
    const read = readPredicate({ all: [value] });
    assert.ok(!read.ok);
    assert.ok(read.message.includes(message), `${JSON.stringify(value)}: ${read.message}`);
    assert.deepEqual(read.path.slice(0, 2), ['all', 0]);
  }
});

it('reading a predicate is total', () => {
  fc.assert(fc.property(fc.anything(), (value) => assert.equal(typeof readPredicate(value).ok, 'boolean')));
  let deep: unknown = { is: 'name.given' };
  for (let depth = 0; depth < 10_000; depth += 1) deep = { held_unless: deep };
  assert.equal(readPredicate(deep).ok, false);
});
