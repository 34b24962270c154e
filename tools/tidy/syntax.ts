/** Checks on the syntax of one file: sizes of functions, names, boolean parameters, default exports. */
import ts from 'typescript';
import { finding, nodes, type Source } from './source.ts';

const FUNCTION_LINES = 60;
const BARE_WORDS = ['token', 'match', 'validate'];
/** The test runner's own bodies: they hold functions, they are none. */
const SUITES = ['describe', 'suite'];

function isSuiteBody(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isCallExpression(call) && ts.isIdentifier(call.expression) && SUITES.includes(call.expression.text);
}

function longFunction(from: Source, node: ts.Node): string[] {
  if (!ts.isFunctionLike(node) || isSuiteBody(node)) return [];
  const line = (position: number): number => from.tree.getLineAndCharacterOfPosition(position).line;
  const lines = line(node.getEnd()) - line(node.getStart(from.tree)) + 1;
  return lines > FUNCTION_LINES ? [finding(from, node, `function of ${lines} lines (at most ${FUNCTION_LINES})`)] : [];
}

function isBoolean(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  if (ts.isUnionTypeNode(type)) return type.types.some(isBoolean);
  return type.kind === ts.SyntaxKind.BooleanKeyword;
}

function isBooleanValue(value: ts.Expression | undefined): boolean {
  return value?.kind === ts.SyntaxKind.TrueKeyword || value?.kind === ts.SyntaxKind.FalseKeyword;
}

function booleanParameter(from: Source, node: ts.Node): string[] {
  if (!ts.isParameter(node) || !(isBoolean(node.type) || isBooleanValue(node.initializer))) return [];
  return [
    finding(from, node, `boolean parameter ${node.name.getText(from.tree)}: say it with a word or two functions`),
  ];
}

function declaredName(node: ts.Node): ts.Identifier | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isBindingElement(node);
  return declares && node.name !== undefined && ts.isIdentifier(node.name) ? node.name : undefined;
}

function bareWord(from: Source, node: ts.Node): string[] {
  const name = declaredName(node);
  if (name === undefined || !BARE_WORDS.includes(name.text.toLowerCase())) return [];
  return [finding(from, name, `the bare name ${name.text} says nothing: use a word of the design`)];
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((one) => one.kind === ts.SyntaxKind.DefaultKeyword)
  );
}

function defaultExport(from: Source, node: ts.Node): string[] {
  // knip asks its reporter as a default export.
  if (from.path === 'tools/knip-reporter.ts' || !isDefaultExport(node)) return [];
  return [finding(from, node, 'default export: export it by its name')];
}

export function syntaxFindings(from: Source): string[] {
  return [...nodes(from.tree)].flatMap((node) => [
    ...longFunction(from, node),
    ...booleanParameter(from, node),
    ...bareWord(from, node),
    ...defaultExport(from, node),
  ]);
}
