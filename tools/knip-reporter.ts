/** A reporter for knip: how many files it read, and every finding on a line of its own. */
import type { ReporterOptions } from 'knip';

export default function report({ counters, issues, report: wanted, cwd }: ReporterOptions): void {
  const lines: string[] = [];
  for (const [kind, byFile] of Object.entries(issues)) {
    if (!wanted[kind as keyof typeof wanted] || byFile instanceof Set) continue;
    for (const issue of Object.values(byFile).flatMap((found) => Object.values(found))) {
      const path = issue.filePath.replace(`${cwd}/`, '');
      lines.push(
        `${kind} ${path}${issue.line ? `:${issue.line}` : ''}${issue.symbol === path ? '' : ` ${issue.symbol}`}`,
      );
    }
  }
  console.log(lines.sort().join('\n'));
  console.log(`knip read ${counters.total} files`);
}
