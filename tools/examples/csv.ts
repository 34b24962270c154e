/** CSV after RFC 4180, quotes only where needed. */

export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

export function csvText(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const lines = rows.map((row) => csvLine(columns.map((column) => row[column] ?? '')));
  return [columns.join(','), ...lines, ''].join('\n');
}
