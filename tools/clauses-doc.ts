/**
 * Writes docs/clauses.md from the packs and their fixtures, and the example agreement in plain English.
 * `node tools/clauses-doc.ts` writes both; with `--check` it fails where one of them is not current.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fixtures, PACK_IDS, type PackId, packText, readFixtures, sha256 } from '../packs/fixtures.ts';
import { type Clause, loadPack, type Pack } from '../src/terms/pack.ts';
import { PRECEDENCE, UNREADABLE } from '../src/terms/precedence.ts';
import { renderAgreement } from '../src/terms/render.ts';
import { readTerms } from '../src/terms/terms.ts';
import { predicateInWords } from '../src/terms/words.ts';

const ROOT = join(import.meta.dirname, '..');
const WRITTEN = { 'docs/clauses.md': clausesDocument, 'examples/agreement-statutory.md': exampleRendered };

/** The whole document. */
export function clausesDocument(): string {
  return [
    '# Clauses',
    '',
    '<!-- Generated from packs/ by tools/clauses-doc.ts. Change the packs, then run `node tools/clauses-doc.ts`. -->',
    '',
    'Every clause of a pack is judged for every inquiry. The first failing one, in this one order for all packs, is the ground of the refusal;',
    'an inquiry is held only where no clause fails. The sources are cited for counsel to check; nothing here is legal advice.',
    '',
    PRECEDENCE.map((id, index) => `${index + 1}. \`${id}\``).join('\n'),
    '',
    `\`${UNREADABLE.id}\` is the ground of a row that could not be read. ${UNREADABLE.mends}`,
    '',
    ...PACK_IDS.flatMap(packSection),
  ].join('\n');
}

function packSection(id: PackId): string[] {
  const read = loadPack(packText(id));
  if (!read.ok) throw new Error(`${id} cannot be read: ${JSON.stringify(read.problems)}`);
  const fixtures = readFixtures(id);
  return [
    `## ${id}`,
    '',
    `${read.pack.title}. Authority: ${read.pack.authority}. Version ${read.pack.version}.`,
    '',
    ...limits(read.pack),
    '',
    ...read.pack.clauses.flatMap((clause) => clauseSection(clause, fixtures)),
    ...admitted(fixtures),
  ];
}

function limits(pack: Pack): string[] {
  const written = (value: unknown): string =>
    value === null ? 'no bound' : Array.isArray(value) ? value.join(', ') : String(value);
  const rows = Object.entries(pack.limits).map(
    ([name, value]) => `| ${name.replaceAll('_', ' ')} | ${written(value)} |`,
  );
  return ['An agreement can narrow these and never widen them:', '', '| limit | value |', '|---|---|', ...rows];
}

function clauseSection(clause: Clause, fixtures: Fixtures): string[] {
  const shown = fixtures.cases
    .filter((each) => each.ground === clause.id)
    .map((each) => `- ${each.outcome}: ${each.name}`);
  return [
    `### ${clause.id}`,
    '',
    `Source: ${clause.source}`,
    '',
    clause.demands,
    '',
    'It holds when:',
    '',
    predicateInWords(clause.holds_when).trimEnd(),
    '',
    `Ground: ${clause.refuses} To mend it: ${clause.mends}`,
    '',
    'Fixtures:',
    '',
    ...shown,
    '',
  ];
}

function admitted(fixtures: Fixtures): string[] {
  return [
    '### Admitted',
    '',
    ...fixtures.cases.filter((each) => each.outcome === 'admitted').map((each) => `- ${each.name}`),
    '',
  ];
}

/** The example agreement as the people who sign it read it. */
export function exampleRendered(): string {
  const agreement = readFileSync(join(ROOT, 'examples/agreements/statutory.yaml'), 'utf8');
  const read = readTerms(agreement, packText('us/26usc6103-i-2'), sha256);
  if (!read.ok) throw new Error(`the example agreement cannot be read: ${JSON.stringify(read.problems)}`);
  return renderAgreement(read.terms);
}

/** The written documents that do not say what packs and agreement say; [] where all are current. */
export function outdated(root: string = ROOT): string[] {
  const isOld = ([path, made]: [string, () => string]): boolean =>
    !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== made();
  return Object.entries(WRITTEN)
    .filter(isOld)
    .map(([path]) => path);
}

function main(args: readonly string[]): number {
  if (args.length === 0) {
    for (const [path, made] of Object.entries(WRITTEN)) writeFileSync(join(ROOT, path), made());
    return 0;
  }
  if (args.length > 1 || args[0] !== '--check') {
    console.error('usage: node tools/clauses-doc.ts [--check]');
    return 2;
  }
  const old = outdated();
  for (const path of old)
    console.error(`${path} does not say what packs/ and examples/ say; run: node tools/clauses-doc.ts`);
  return old.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
