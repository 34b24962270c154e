/** Tidiness: what the design's style asks and no bought tool checks. `node tools/tidy.ts` prints the findings. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockProblems, readLock } from './lock.ts';
import { filesBelow, SOURCE_FOLDERS, sourceFiles } from './sources.ts';
import { pathFindings } from './tidy/paths.ts';
import { purityFindings } from './tidy/purity.ts';
import { source } from './tidy/source.ts';
import { syntaxFindings } from './tidy/syntax.ts';
import { leftOverFindings, lengthFindings, readmeFindings } from './tidy/text.ts';

export interface Tidied {
  /** How many TypeScript files were read. */
  read: number;
  findings: string[];
}

const OTHER_FOLDERS = ['docs', 'examples', 'bin', '.ci'];
const WRITTEN = /\.(md|sql|ya?ml|sh|css|js|py)$/;
const ROOT_README_LINES = 150;
const ROOM_README_LINES = 15;

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** All findings on one TypeScript file. */
export function fileFindings(path: string, text: string): string[] {
  const from = source(path, text);
  return [
    ...lengthFindings(path, text),
    ...leftOverFindings(path, text),
    ...syntaxFindings(from),
    ...purityFindings(from),
  ];
}

function roomFindings(root: string, paths: readonly string[]): string[] {
  const rooms = new Set(
    paths.filter((path) => path.startsWith('src/')).map((path) => path.split('/').slice(0, 2).join('/')),
  );
  return [...rooms]
    .filter((room) => statSync(join(root, room)).isDirectory())
    .flatMap((room) => {
      const path = `${room}/README.md`;
      return existsSync(join(root, path))
        ? readmeFindings(path, read(root, path), ROOM_README_LINES)
        : [`${path} is missing`];
    });
}

function rootFindings(root: string): string[] {
  const readme = existsSync(join(root, 'README.md'))
    ? readmeFindings('README.md', read(root, 'README.md'), ROOT_README_LINES)
    : ['README.md is missing'];
  const lock = existsSync(join(root, 'package-lock.json'))
    ? lockProblems(readLock(root)).map((what) => `package-lock.json: ${what}; run: node tools/lock.ts`)
    : ['package-lock.json is missing'];
  return [...readme, ...lock];
}

/** Reads the project at `root` and says what is untidy in it. */
export function tidy(root: string): Tidied {
  const sources = sourceFiles(root);
  const paths = [...SOURCE_FOLDERS, ...OTHER_FOLDERS].flatMap((folder) => filesBelow(root, folder));
  const written = paths.filter((path) => WRITTEN.test(path));
  const findings = [
    ...sources.flatMap((path) => fileFindings(path, read(root, path))),
    ...written.flatMap((path) => leftOverFindings(path, read(root, path))),
    ...paths.flatMap(pathFindings),
    ...roomFindings(root, paths),
    ...rootFindings(root),
  ];
  return { read: sources.length, findings };
}

if (import.meta.main) {
  const { read: files, findings } = tidy(resolve(import.meta.dirname, '..'));
  for (const line of findings) console.log(line);
  console.log(`tidy read ${files} files: ${findings.length} findings`);
  process.exitCode = findings.length === 0 && files > 0 ? 0 : 1;
}
