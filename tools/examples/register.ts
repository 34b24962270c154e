/** The register file: each record in one of the writings that registers have, and a few rows that a load must report. */
import type { Cells } from './basis.ts';
import { oneText, PLAIN, type Style, write } from './homes.ts';
import type { Resident, Town } from './town.ts';

const STYLES: readonly Style[] = [
  PLAIN,
  PLAIN,
  { suffix: 'long', direction: 'short', unit: 'given' },
  { suffix: 'long', direction: 'long', unit: 'spelled' },
];

/** Rows that cannot be loaded, for the load report to name. */
const BAD: readonly Cells[] = [
  {
    record_id: 'BAD-NO-NAME',
    tax_identifier: '000-11-0001',
    period: '2024',
    delivery_line: '100 Main St',
    city: 'Longmont',
    state: 'CO',
    postal_code: '80501',
  },
  {
    record_id: 'BAD-NO-ADDRESS',
    given_name: 'Ottilie',
    surname: 'Ferncastle',
    tax_identifier: '000-11-0002',
    period: '2024',
  },
  {
    record_id: 'BAD-PLACEHOLDER',
    given_name: 'Ambrose',
    surname: 'Tillwick',
    tax_identifier: '000-11-0003',
    period: '2024',
    delivery_line: 'UNKNOWN',
    postal_code: '80501',
  },
  {
    record_id: 'R-000007',
    given_name: 'Cordelia',
    surname: 'Maplethorpe',
    tax_identifier: '000-11-0004',
    period: '2024',
    delivery_line: '12 Bridge St',
    city: 'Boothbay Harbor',
    state: 'ME',
    postal_code: '04538',
  },
  {
    record_id: 'BAD-DATE',
    given_name: 'Leopold',
    surname: 'Winterbourne',
    birth_date: '1970-02-31',
    period: '2024',
    delivery_line: '14 Bridge St',
    city: 'Boothbay Harbor',
    state: 'ME',
    postal_code: '04538',
  },
];

export function registerCells(town: Town): Cells[] {
  const rows = town.chance.shuffled(town.residents).map((resident, i) => recordCells(town, resident, i));
  return [...rows.slice(0, 2000), ...BAD, ...rows.slice(2000)];
}

function recordCells(town: Town, { person, home, period, suppressed }: Resident, i: number): Cells {
  const { chance } = town;
  const style = chance.pick(STYLES);
  const address: Cells =
    chance.below(12) === 0 ? { address: oneText(home, style, 'commas') } : { ...write(home, style) };
  const cells: Cells = { ...person, ...address };
  const written =
    chance.below(3) === 0
      ? Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, text.toUpperCase()]))
      : cells;
  return {
    ...written,
    record_id: `R-${String(i + 1).padStart(6, '0')}`,
    period,
    suppressed: suppressed ? 'true' : 'false',
  };
}
