/** A reporter for knip: how many files it read, and every finding on a line of its own. */
import type { ReporterOptions } from 'knip';

export default function report({ counters, issues, report: wanted, cwd }: ReporterOptions): void {
  const lines = Object.entries(issues).flatMap(([kind, byFile]) =>
    wanted[kind as keyof typeof wanted] && !(byFile instanceof Set)
      ? Object.values(byFile)
          .flatMap((found) => Object.values(found))
          .map(
            (issue) =>
              `${kind} ${issue.filePath.replace(`${cwd}/`, '')}${issue.line ? `:${issue.line}` : ''} ${issue.symbol}`,
          )
      : [],
  );
  console.log(lines.sort().join('\n'));
  console.log(`knip read ${counters.total} files`);
}
