/** An agreement in plain English (Markdown), for the people who sign it. Says nothing that the terms do not say. */
import type { Agreement } from './agreement.ts';
import type { Clause, PackLimits } from './pack.ts';
import type { Terms } from './terms.ts';
import { predicateInWords } from './words.ts';

const FIELDS: { readonly [K in Agreement['person_fields']]: string } = {
  name: 'the name alone',
  'name-and-birth-date': 'the name and the birth date',
  'name-and-tax-identifier': 'the name and the tax identifier',
};

/** The whole agreement: parties, numbers, what narrows the pack, every clause with its source, and the items of 5 U.S.C. 552a(o)(1). */
export function renderAgreement(terms: Terms): string {
  const { agreement, pack, sha256 } = terms;
  return [
    `# ${agreement.title}\n`,
    `Agreement ${agreement.id}, version ${agreement.version}, under ${pack.id} version ${pack.version} (${pack.authority}).\n`,
    `SHA-256 of these terms: \`${sha256}\`\n`,
    '## Who, what and when\n',
    ...parties(agreement),
    '\n## How much\n',
    ...amounts(agreement),
    '\n## Where it narrows its pack\n',
    ...narrowings(agreement, pack.limits),
    '\n## Every clause\n',
    'Every clause is judged for every inquiry, in this order. The first that fails is the ground of the refusal.\n',
    ...pack.clauses.map(renderClause),
    '## The items of 5 U.S.C. 552a(o)(1)\n',
    ...Object.entries(agreement.items).map(
      ([key, text]) => `- **(${key.slice(0, 1)}) ${key.slice(2).replaceAll('_', ' ')}.** ${text}`,
    ),
    '',
  ].join('\n');
}

const line = (what: string, value: string): string => `- ${what}: ${value}`;
const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

function parties(agreement: Agreement): string[] {
  const { dates } = agreement;
  const statutes = agreement.statutes.map(({ cite, title, criminal, tax }) => {
    const kind = tax ? 'tax administration: refused' : criminal ? 'criminal' : 'not criminal: refused';
    return `  - ${cite}, ${title} (${kind})`;
  });
  return [
    line('Custodian', agreement.custodian),
    line('Requester', agreement.requester),
    line('Purposes', agreement.purposes.join('; ')),
    line('A question carries', `${FIELDS[agreement.person_fields]}, and one address, told apart by ${agreement.level}`),
    ...(agreement.name_only_statement === null ? [] : [line("Counsel's statement", agreement.name_only_statement)]),
    line('Signed', dates.signed),
    line('In force at the earliest', `${dates.effective}, after a waiting period of ${dates.waiting_days} days`),
    line('Last day', `${dates.expires} (days are those of ${agreement.time_zone})`),
    line('Tax years', agreement.periods.length === 0 ? 'none; the current address' : agreement.periods.join(', ')),
    ...(statutes.length === 0 ? [] : ['- Statutes:', ...statutes]),
    line(
      'Use for an address alone',
      { true: 'stated by counsel: yes', false: 'stated by counsel: no', null: 'not asked by this pack' }[
        `${agreement.address_only_authority}`
      ],
    ),
    line('Delegations', agreement.delegation ? 'count where recorded' : 'do not count'),
    ...(agreement.final_order === null
      ? []
      : [line('About people under a final order', `its date is needed, not before ${agreement.final_order.earliest}`)]),
    ...(agreement.consent_days === null ? [] : [line('Consent', `needed, at most ${agreement.consent_days} days old`)]),
    ...agreement.facilities.map(({ name, delivery_line, city }) =>
      line('No address of a person', `${name}, ${delivery_line}, ${city}`),
    ),
    line('Records of this exchange are kept', `${agreement.retention_years} years`),
  ];
}

function amounts({ volume, caps, budget, approvals, hit_rate: band, person_fields: fields }: Agreement): string[] {
  const namesakes =
    fields === 'name' && budget.namesake_allowance > 1
      ? `, times ${number(budget.namesake_allowance)} because namesakes share a name`
      : '';
  return [
    line('Records in all', `${number(volume.records_in_all)}, from ${volume.from} to ${volume.to}`),
    line('Records a day', number(volume.records_per_day)),
    line('Rows a file', number(volume.records_per_file)),
    line(
      'Files that two officers approve first',
      approvals.file_rows_above === null ? 'none' : `above ${number(approvals.file_rows_above)} rows`,
    ),
    line('First use of a statute', approvals.first_use_of_statute ? 'approved by two officers' : 'needs no approval'),
    line('People of one officer', number(caps.people_per_officer)),
    line('People of one case', number(caps.people_per_case)),
    line('One reason under several cases', `held above ${number(caps.reason_people)} people`),
    line(
      'Distinct questions about one person',
      `${number(budget.questions_per_person)} in ${budget.window_days} days${namesakes}; more are held`,
    ),
    line(
      'Distinct people at one address',
      `${number(budget.people_per_address)} in ${budget.window_days} days; more are held`,
    ),
    line(
      'Share of confirmed answers',
      band === null ? 'not bounded' : `between ${band.at_least} and ${band.at_most}; outside it the agreement pauses`,
    ),
  ];
}

function narrowings(agreement: Agreement, limits: PackLimits): string[] {
  const pairs: [what: string, own: number | null, bound: number | null][] = [
    ['people for one reason', agreement.caps.reason_people, limits.reason_people_at_most],
    ['questions about one person', agreement.budget.questions_per_person, limits.questions_per_person_at_most],
    ['people at one address', agreement.budget.people_per_address, limits.people_per_address_at_most],
    ['age of a consent in days', agreement.consent_days, limits.consent_days_at_most],
  ];
  const numbers = pairs.filter(([, own, bound]) => own !== null && own !== bound && (bound === null || own < bound));
  return [
    line('person fields', `${agreement.person_fields} (the pack allows ${limits.person_fields.join(', ')})`),
    line('level', `${agreement.level} (the pack allows ${limits.levels.join(', ')})`),
    ...numbers.map(([what, own, bound]) =>
      line(what, `${number(own ?? 0)} (the pack allows ${bound === null ? 'any number' : number(bound)})`),
    ),
    ...(limits.delegation === 'counsel' && !agreement.delegation
      ? [line('delegations', 'not allowed (the pack leaves them to counsel)')]
      : []),
    line('records kept in years', `${agreement.retention_years} (the floor is ${limits.retention_years_at_least})`),
  ];
}

function renderClause(clause: Clause): string {
  return [
    `### ${clause.id}\n`,
    `Source: ${clause.source}\n`,
    `Demands: ${clause.demands}\n`,
    `Refuses: ${clause.refuses}\n`,
    `To mend it: ${clause.mends}\n`,
    'It holds when:\n',
    predicateInWords(clause.holds_when),
  ].join('\n');
}
