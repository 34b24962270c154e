/** Writes docs/clauses.md from the packs and their fixtures. `node tools/clauses-doc.ts` writes; with `--check` it fails where the file is not current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fixtures, PACK_IDS, type PackId, packText, readFixtures } from '../packs/fixtures.ts';
import { type Clause, loadPack, type Pack } from '../src/terms/pack.ts';
import { PRECEDENCE, UNREADABLE } from '../src/terms/precedence.ts';
import { predicateInWords } from '../src/terms/words.ts';

const PATH = join(import.meta.dirname, '..', 'docs', 'clauses.md');

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

/** Whether docs/clauses.md says what the packs say. */
export function isCurrent(): boolean {
  return readFileSync(PATH, 'utf8') === clausesDocument();
}

function main(args: readonly string[]): number {
  if (args.length === 0) {
    writeFileSync(PATH, clausesDocument());
    return 0;
  }
  if (args.length > 1 || args[0] !== '--check') {
    console.error('usage: node tools/clauses-doc.ts [--check]');
    return 2;
  }
  if (isCurrent()) return 0;
  console.error('docs/clauses.md does not say what packs/ says; run: node tools/clauses-doc.ts');
  return 1;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
