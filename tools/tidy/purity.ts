/** What a pure room may not reach by a global name (imports are the layering's gate), and SQL outside store/. */
import ts from 'typescript';
import { finding, nodes, type Source } from './source.ts';

const PURE_ROOMS = ['terms', 'matching', 'log', 'inquiry', 'decision', 'audit'];
/** Clock, randomness, configuration, Node's own globals. */
const IMPURE = [
  'process',
  'Buffer',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'require',
];
const IMPURE_MEMBERS = ['Date.now', 'Math.random'];
/** Members whose order depends on the machine's language. */
const LOCALE = ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLocaleString', 'toLocaleDateString'];

const SQL = [
  /^\s*\(?(select|SELECT)\s[\s\S]*\s(from|FROM)\s/,
  /\b(insert into|INSERT INTO)\s+\w+/,
  /\b(update|UPDATE)\s+\w+\s+(set|SET)\s/,
  /\b(delete from|DELETE FROM)\s+\w+/,
  /\b(create|alter|drop|truncate|CREATE|ALTER|DROP|TRUNCATE)\s+(table|TABLE|index|INDEX|role|ROLE|schema|SCHEMA)\b/,
  /^\s*(copy|COPY)\s+\w+[\s\S]*\b(stdin|STDIN|stdout|STDOUT)\b/,
];

function isName(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(ts.isPropertyAssignment(parent) && parent.name === node) && !ts.isPropertySignature(parent);
}

function impure(from: Source, node: ts.Node): string[] {
  if (isName(node) && IMPURE.includes(node.text))
    return [finding(from, node, `${node.text} in the pure room ${from.room}`)];
  if (ts.isPropertyAccessExpression(node) && IMPURE_MEMBERS.includes(node.getText(from.tree)))
    return [finding(from, node, `${node.getText(from.tree)} in the pure room ${from.room}`)];
  const clock =
    ts.isNewExpression(node) && node.expression.getText(from.tree) === 'Date' && (node.arguments?.length ?? 0) === 0;
  return clock ? [finding(from, node, `the clock in the pure room ${from.room}`)] : [];
}

function byLocale(from: Source, node: ts.Node): string[] {
  if (!ts.isPropertyAccessExpression(node) || !LOCALE.includes(node.name.text)) return [];
  return [finding(from, node, `${node.name.text} depends on the machine's language`)];
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}

function sql(from: Source, node: ts.Node): string[] {
  const text = textOf(node);
  if (text === undefined || !SQL.some((form) => form.test(text))) return [];
  return [finding(from, node, 'SQL outside store/')];
}

export function purityFindings(from: Source): string[] {
  if (from.isTest || from.room === '') return [];
  return [...nodes(from.tree)].flatMap((node) => [
    ...(PURE_ROOMS.includes(from.room) ? impure(from, node) : []),
    ...byLocale(from, node),
    ...(from.room === 'store' ? [] : sql(from, node)),
  ]);
}
