/** Predicates and outcomes in plain English, for the rendered agreement and docs/clauses.md. */
import { FACTS, type FactName } from './facts.ts';
import type { Predicate } from './predicate.ts';

const says = (fact: FactName): string => FACTS[fact].says;
const operand = (value: FactName | number): string => (typeof value === 'number' ? String(value) : says(value));

/** One bullet for each condition, nested as the predicate is. */
export function predicateInWords(predicate: Predicate, indent = ''): string {
  if ('all' in predicate) return list('all of these hold', predicate.all, indent);
  if ('any' in predicate) return list('one of these holds at least', predicate.any, indent);
  if ('held_unless' in predicate)
    return list('this holds, or else two officers look first', [predicate.held_unless], indent);
  return `${indent}- ${leafInWords(predicate)}\n`;
}

function list(heading: string, parts: readonly Predicate[], indent: string): string {
  return `${indent}- ${heading}:\n${parts.map((part) => predicateInWords(part, `${indent}  `)).join('')}`;
}

type Leaf = Exclude<
  Predicate,
  { readonly all: unknown } | { readonly any: unknown } | { readonly held_unless: unknown }
>;

function leafInWords(leaf: Leaf): string {
  if ('is' in leaf) return says(leaf.is);
  if ('is_not' in leaf) return `not so: ${says(leaf.is_not)}`;
  if ('given' in leaf) return `given: ${says(leaf.given)}`;
  if ('one_of' in leaf) return `${says(leaf.one_of.fact)} is ${leaf.one_of.values.join(' or ')}`;
  if ('equal' in leaf) return `${says(leaf.equal[0])}: exactly ${leaf.equal[1]}`;
  if ('at_most' in leaf) return `${says(leaf.at_most[0])}: at most ${operand(leaf.at_most[1])}`;
  if ('before' in leaf) return `${says(leaf.before[0])} lies before ${says(leaf.before[1])}`;
  return `${says(leaf.not_before[0])} does not lie before ${says(leaf.not_before[1])}`;
}
