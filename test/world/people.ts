/** Register rows and inquiries about people whom nobody is, at streets of their own: no word of them stands anywhere else. */

export interface Person {
  readonly given_name: string;
  readonly surname: string;
  readonly birth_date: string;
  readonly tax_identifier: string;
  readonly delivery_line: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly suppressed: boolean;
}

const STEMS = [
  'quonzar',
  'brevnok',
  'tilgrax',
  'wumpzel',
  'yodrink',
  'jaxivor',
  'plenkow',
  'grothul',
  'smizzek',
  'fravnul',
];
const STREETS = ['Zembrick', 'Quartzol', 'Wobbrune', 'Xanthorp', 'Yggstrom', 'Jezzamon', 'Krumbolt', 'Vexelmar'];
const WARES = ['timber', 'copper', 'cotton', 'silver', 'garden', 'rocket', 'marble', 'bottle', 'carpet', 'window'];
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The n-th person, n below 80; every text is as long as that of the others. */
export function personAt(n: number, more: Partial<Person> = {}): Person {
  return {
    given_name: capital(STEMS[n % 10] ?? ''),
    surname: capital(`${STEMS[(n + 3) % 10]}${STEMS[Math.floor(n / 10)]}`),
    birth_date: `19${50 + (n % 40)}-03-1${n % 10}`,
    tax_identifier: `666-${10 + n}-${4100 + n}`,
    delivery_line: `${1200 + n} ${STREETS[n % 8]} Ave`,
    city: 'Springfield',
    state: 'IL',
    postal_code: '62704',
    suppressed: false,
    ...more,
  };
}

const REGISTER =
  'record_id,given_name,surname,birth_date,tax_identifier,period,delivery_line,city,state,postal_code,suppressed';

/** A register of these people, in order. */
export function registerOf(people: readonly Person[]): string {
  const rows = people.map((p, n) =>
    [`Q-${n}`, p.given_name, p.surname, p.birth_date, p.tax_identifier, '2024', p.delivery_line, p.city, p.state]
      .concat(p.postal_code, String(p.suppressed))
      .join(','),
  );
  return [REGISTER, ...rows, ''].join('\n');
}

export const INQUIRY_COLUMNS = [
  'reference',
  'given_name',
  'surname',
  'delivery_line',
  'city',
  'state',
  'postal_code',
  'period',
  'purpose',
  'authority',
  'proceeding',
  'case_number',
  'reason',
  'official',
  'officer',
  'attests_engaged',
  'attests_sole_use',
  'final_order_date',
] as const;

export type InquiryRow = Record<(typeof INQUIRY_COLUMNS)[number], string>;

/** An inquiry under the statutory example about `person` that passes every clause; `n` has three digits at most. */
export function inquiryAbout(person: Person, n: number): InquiryRow {
  const digits = String(n).padStart(3, '0');
  const { given_name, surname, delivery_line, city, state, postal_code } = person;
  return {
    reference: `R-${digits}`,
    given_name,
    surname,
    delivery_line,
    city,
    state,
    postal_code,
    period: '2024',
    purpose: 'criminal investigation',
    authority: '18 U.S.C. 1546(a)',
    proceeding: 'investigation',
    case_number: `EX-2026-${digits}`,
    reason: `Permits bearing this name were seized at the ${WARES[n % 10]} depot.`,
    official: 'head-01',
    officer: 'officer-01',
    attests_engaged: 'yes',
    attests_sole_use: 'yes',
    final_order_date: '2010-05-04',
  };
}

/** The file of these inquiries. */
export function inquiriesOf(rows: readonly InquiryRow[]): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return [INQUIRY_COLUMNS.join(','), ...rows.map((row) => INQUIRY_COLUMNS.map((c) => cell(row[c])).join(',')), ''].join(
    '\n',
  );
}
