/**
 * The predicates of clauses: typed expressions over declared facts, read from a pack.
 *
 * INVARIANT: total. Every predicate of a loaded pack gives a verdict for every value of its facts: nothing in it can throw or loop.
 * INVARIANT: an absent fact (null, '') never makes anything hold. There is no general negation, so absence cannot be turned into consent;
 * `is_not` takes yes-no facts only, and those are never absent.
 */
import {
  FACTS,
  type FactName,
  type FactType,
  factType,
  isFactName,
  type QuestionFacts,
  type StandingFacts,
} from './facts.ts';

/** What a clause may come to. `held`: an officer has to look before there is an outcome. */
export type Verdict = 'holds' | 'held' | 'fails';

export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly held_unless: Predicate }
  | { readonly is: FactName }
  | { readonly is_not: FactName }
  | { readonly given: FactName }
  | { readonly one_of: { readonly fact: FactName; readonly values: readonly string[] } }
  | { readonly equal: readonly [FactName, number] }
  | { readonly at_most: readonly [FactName, FactName | number] }
  | { readonly before: readonly [FactName, FactName] }
  | { readonly not_before: readonly [FactName, FactName] };

export type PredicateRead =
  | { ok: true; predicate: Predicate }
  | { ok: false; path: (string | number)[]; message: string };

const DEPTH_AT_MOST = 8;

/** Where and why an expression is no predicate. */
interface Unreadable {
  readonly at: (string | number)[];
  readonly message: string;
}

const unreadable = (at: (string | number)[], message: string): Unreadable => ({ at, message });
const isUnreadable = (read: Predicate | Unreadable): read is Unreadable => 'message' in read;

/** Reads and type-checks a predicate. Unknown facts, wrong types, empty lists and unknown operators are refused with their path. */
export function readPredicate(value: unknown): PredicateRead {
  const read = readNode(value, [], 0);
  return isUnreadable(read) ? { ok: false, path: read.at, message: read.message } : { ok: true, predicate: read };
}

function readNode(value: unknown, path: (string | number)[], depth: number): Predicate | Unreadable {
  if (depth > DEPTH_AT_MOST) return unreadable(path, `nests deeper than ${DEPTH_AT_MOST}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unreadable(path, 'must be one operator with its operand');
  const entries = Object.entries(value);
  const [operator, operand] = entries[0] ?? ['', null];
  if (entries.length !== 1) return unreadable(path, 'must hold exactly one operator');
  const at = [...path, operator];
  if (operator === 'all' || operator === 'any') return readList(operator, operand, at, depth);
  if (operator === 'held_unless') {
    const inner = readNode(operand, at, depth + 1);
    return isUnreadable(inner) ? inner : { held_unless: inner };
  }
  return readLeaf(operator, operand, at);
}

function readList(
  operator: 'all' | 'any',
  operand: unknown,
  at: (string | number)[],
  depth: number,
): Predicate | Unreadable {
  if (!Array.isArray(operand) || operand.length === 0) return unreadable(at, 'must be a list that is not empty');
  const nodes: Predicate[] = [];
  for (const [index, each] of operand.entries()) {
    const node = readNode(each, [...at, index], depth + 1);
    if (isUnreadable(node)) return node;
    nodes.push(node);
  }
  return operator === 'all' ? { all: nodes } : { any: nodes };
}

function readLeaf(operator: string, operand: unknown, at: (string | number)[]): Predicate | Unreadable {
  const pair: unknown[] = Array.isArray(operand) && operand.length === 2 ? operand : [];
  switch (operator) {
    case 'is':
      return typed(operand, ['yes-no'], at, (fact) => ({ is: fact }));
    case 'is_not':
      return typed(operand, ['yes-no'], at, (fact) => ({ is_not: fact }));
    case 'given':
      return typed(operand, ['text', 'instant'], at, (fact) => ({ given: fact }));
    case 'one_of':
      return readOneOf(operand, at);
    case 'equal':
      return typed(pair[0], ['number'], at, (fact) => numberOr(pair[1], at, (bound) => ({ equal: [fact, bound] })));
    case 'at_most':
      return typed(pair[0], ['number'], at, (fact) =>
        typeof pair[1] === 'number'
          ? { at_most: [fact, pair[1]] }
          : typed(pair[1], ['number'], at, (bound) => ({ at_most: [fact, bound] })),
      );
    case 'before':
      return typed(pair[0], ['instant'], at, (a) => typed(pair[1], ['instant'], at, (b) => ({ before: [a, b] })));
    case 'not_before':
      return typed(pair[0], ['instant'], at, (a) => typed(pair[1], ['instant'], at, (b) => ({ not_before: [a, b] })));
    default:
      return unreadable(at, `is no operator; the operators are ${OPERATORS.join(', ')}`);
  }
}

const OPERATORS = [
  'all',
  'any',
  'held_unless',
  'is',
  'is_not',
  'given',
  'one_of',
  'equal',
  'at_most',
  'before',
  'not_before',
];

type Then = Predicate | Unreadable;

function typed(
  name: unknown,
  types: readonly FactType[],
  at: (string | number)[],
  then: (fact: FactName) => Then,
): Then {
  if (typeof name !== 'string' || !isFactName(name)) return unreadable(at, 'names a fact that is not declared');
  if (!types.includes(factType(name)))
    return unreadable(at, `takes ${types.join(' or ')}, and ${name} is ${factType(name)}`);
  return then(name);
}

function numberOr(value: unknown, at: (string | number)[], then: (bound: number) => Then): Then {
  return typeof value === 'number' ? then(value) : unreadable(at, 'takes a fact and a number');
}

function readOneOf(operand: unknown, at: (string | number)[]): Then {
  const { fact, values, ...rest } = (typeof operand === 'object' && operand !== null ? operand : {}) as Record<
    string,
    unknown
  >;
  const texts =
    Array.isArray(values) && values.length > 0 && values.every((each) => typeof each === 'string' && each !== '');
  if (!texts || Object.keys(rest).length > 0) return unreadable(at, 'takes {fact, values}, values being texts');
  return typed(fact, ['text'], at, (name) => ({ one_of: { fact: name, values: values as string[] } }));
}

/** 0 fails, 1 held, 2 holds: `all` is the least, `any` the greatest. */
type Rank = 0 | 1 | 2;
const VERDICTS: readonly Verdict[] = ['fails', 'held', 'holds'];
export type Evaluate = (question: QuestionFacts, standing: StandingFacts) => Verdict;
type RankOf = (question: QuestionFacts, standing: StandingFacts) => Rank;

/** Turns a predicate into a closure, so that a question costs no walk over the expression. */
export function compilePredicate(predicate: Predicate): Evaluate {
  const rank = compileNode(predicate);
  return (question, standing) => VERDICTS[rank(question, standing)] as Verdict;
}

function compileNode(predicate: Predicate): RankOf {
  if ('all' in predicate) return compileList(predicate.all.map(compileNode), 0);
  if ('any' in predicate) return compileList(predicate.any.map(compileNode), 2);
  if ('held_unless' in predicate) {
    const inner = compileNode(predicate.held_unless);
    return (question, standing) => (inner(question, standing) === 2 ? 2 : 1);
  }
  const test = compileLeaf(predicate);
  return (question, standing) => (test(question, standing) ? 2 : 0);
}

/** The least (`end` 0) or greatest (`end` 2) rank of the list; reaching `end` settles it. */
function compileList(nodes: readonly RankOf[], end: 0 | 2): RankOf {
  return (question, standing) => {
    let settled: Rank = end === 0 ? 2 : 0;
    for (const node of nodes) {
      const rank = node(question, standing);
      if (rank === end) return end;
      if (end === 0 ? rank < settled : rank > settled) settled = rank;
    }
    return settled;
  };
}

type Leaf = Exclude<
  Predicate,
  { readonly all: unknown } | { readonly any: unknown } | { readonly held_unless: unknown }
>;
type Get = (question: QuestionFacts, standing: StandingFacts) => unknown;

function compileLeaf(leaf: Leaf): (question: QuestionFacts, standing: StandingFacts) => boolean {
  if ('is' in leaf) return compare(leaf.is, (value) => value === true);
  if ('is_not' in leaf) return compare(leaf.is_not, (value) => value === false);
  if ('given' in leaf) return compare(leaf.given, (value) => typeof value === 'string' && value !== '');
  if ('one_of' in leaf) return compare(leaf.one_of.fact, (value) => leaf.one_of.values.includes(value as string));
  if ('equal' in leaf) return compare(leaf.equal[0], (value) => value === leaf.equal[1]);
  if ('at_most' in leaf)
    return compareTwo(leaf.at_most, (a, b) => typeof a === 'number' && typeof b === 'number' && a <= b);
  if ('before' in leaf) return compareTwo(leaf.before, (a, b) => instants(a, b) && a < b);
  return compareTwo(leaf.not_before, (a, b) => instants(a, b) && a >= b);
}

const instants = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && a !== '' && b !== '';

function getter(operand: FactName | number): Get {
  if (typeof operand === 'number') return () => operand;
  const name = operand as never;
  return FACTS[operand].from === 'question' ? (question) => question[name] : (_, standing) => standing[name];
}

function compare(
  fact: FactName,
  test: (value: unknown) => boolean,
): (question: QuestionFacts, standing: StandingFacts) => boolean {
  const get = getter(fact);
  return (question, standing) => test(get(question, standing));
}

function compareTwo(
  operands: readonly [FactName, FactName | number],
  test: (a: string | number, b: string | number) => boolean,
): (question: QuestionFacts, standing: StandingFacts) => boolean {
  const [first, second] = [getter(operands[0]), getter(operands[1])];
  return (question, standing) =>
    test(first(question, standing) as string | number, second(question, standing) as string | number);
}

/** The facts that a predicate reads, each once, in the order in which it names them. */
export function factsOf(predicate: Predicate): FactName[] {
  const found = new Set<FactName>();
  const walk = (node: Predicate): void => {
    if ('all' in node) node.all.forEach(walk);
    else if ('any' in node) node.any.forEach(walk);
    else if ('held_unless' in node) walk(node.held_unless);
    else for (const name of leafFacts(node)) found.add(name);
  };
  walk(predicate);
  return [...found];
}

function leafFacts(leaf: Leaf): FactName[] {
  if ('one_of' in leaf) return [leaf.one_of.fact];
  const [operand] = Object.values(leaf) as (FactName | readonly (FactName | number)[])[];
  const operands = typeof operand === 'string' ? [operand] : (operand ?? []);
  return operands.filter((each): each is FactName => typeof each === 'string');
}
