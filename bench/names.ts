/**
 * Names measured: labelled pairs with the addresses made equal, records linked by name and birth date forms, and speed.
 * The files are read from `--data` (default ../shared/data beside this repository); nothing of them is kept here.
 * FEBRL and pseudopeople are simulated; FEBRL's errors are typing errors by design, which forms do not bridge on purpose.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { standardiseAddress } from '../src/matching/address.ts';
import { evaluateNames, type NamePair } from '../src/matching/evaluate-names.ts';
import { type PersonText, standardiseName } from '../src/matching/name.ts';
import { PROBES, questionInputs, registerInputs } from '../src/matching/pairs.ts';
import { usableBirthDate } from '../src/matching/person-fields.ts';
import { personForms } from '../src/matching/person-forms.ts';
import { INQUIRY_KINDS, inquiryFor } from './people/inquiries.ts';
import { people, streetLine } from './people.ts';

type Row = Record<string, string>;

/** One record of a person, whom `who` names. */
interface Linked {
  readonly who: string;
  readonly person: PersonText;
  readonly row: Row;
}

interface Links {
  on_file: number;
  asked: number;
  /** Asked records whose person is on file. */
  true_pairs: number;
  found: number;
  wrong: number;
  precision: number;
  recall: number;
}

const blank = { middle_name: '', name_suffix: '', tax_identifier: '', other_names: '' };
const readCsv = (path: string): Row[] => parse(readFileSync(path, 'utf8'), { columns: true, bom: true });

/** rec-1016-dup-0 is a record of person 1016. */
function febrl(path: string): Linked[] {
  return readCsv(path).map((row) => {
    const birth_date = (row['date_of_birth'] ?? '').trim().replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    const given_name = (row['given_name'] ?? '').trim();
    const surname = (row['surname'] ?? '').trim();
    return { who: row['rec_id']?.split('-')[1] ?? '', person: { ...blank, given_name, surname, birth_date }, row };
  });
}

function simulated(path: string): Linked[] {
  return readCsv(path).map((row) => ({
    who: row['simulant_id'] ?? '',
    person: {
      ...blank,
      given_name: row['first_name'] ?? '',
      middle_name: row['middle_initial'] ?? '',
      surname: row['last_name'] ?? '',
      birth_date: row['dob'] ?? '',
    },
    row,
  }));
}

type KeysOf = (record: Linked, side: 'register' | 'question') => string[];

/** Person forms with the birth date; none where either is missing. */
const ourForms: KeysOf = ({ person }, side) => {
  const birth = usableBirthDate(person.birth_date);
  const standard = standardiseName(person);
  if (birth === null || standard.kind === 'unnamed') return [];
  return personForms(standard.name, side, 'name-and-birth-date').map((form) => `${birth}|${form}`);
};

const FEBRL_KEYS = [
  ['given_name', 'surname', 'date_of_birth'],
  ['given_name', 'surname', 'postcode'],
  ['given_name', 'date_of_birth', 'postcode'],
  ['surname', 'date_of_birth', 'postcode'],
  ['given_name', 'surname', 'address_1'],
  ['given_name', 'date_of_birth', 'address_1'],
  ['surname', 'date_of_birth', 'address_1'],
  ['date_of_birth', 'postcode', 'address_1'],
  ['given_name', 'postcode', 'address_1'],
] as const;

/** Exact agreement of some columns, as linkage by match keys has it: the columns of one key are all there and equal. */
const exactKeys =
  (keys: readonly (readonly string[])[]): KeysOf =>
  ({ row }) =>
    keys.flatMap((columns, index) => {
      const values = columns.map((column) => (row[column] ?? '').trim());
      return values.includes('') ? [] : [`${index}|${values.join('|')}`];
    });

/** Asks every record of the register; a key that two people on file share is ambiguous and answers nothing. */
function link(onFile: readonly Linked[], asked: readonly Linked[], keysOf: KeysOf): Links {
  const bearers = new Map<string, string>();
  for (const record of onFile) {
    for (const key of new Set(keysOf(record, 'register'))) {
      const bearer = bearers.get(key);
      bearers.set(key, bearer === undefined || bearer === record.who ? record.who : '');
    }
  }
  const known = new Set(onFile.map(({ who }) => who));
  const links = {
    on_file: onFile.length,
    asked: asked.length,
    true_pairs: 0,
    found: 0,
    wrong: 0,
    precision: 1,
    recall: 0,
  };
  for (const record of asked) {
    if (known.has(record.who)) links.true_pairs += 1;
    const found = new Set(keysOf(record, 'question').map((key) => bearers.get(key) ?? ''));
    found.delete('');
    if (found.has(record.who)) links.found += 1;
    found.delete(record.who);
    links.wrong += found.size;
  }
  links.precision = links.found + links.wrong === 0 ? 1 : links.found / (links.found + links.wrong);
  links.recall = links.true_pairs === 0 ? 0 : links.found / links.true_pairs;
  return links;
}

function febrlLinks(data: string): Record<string, unknown> {
  const figures: Record<string, unknown> = {};
  const nameDate = exactKeys([['given_name', 'surname', 'date_of_birth']]);
  const compare = (name: string, onFile: Linked[], asked: Linked[]) => {
    figures[name] = {
      forms: link(onFile, asked, ourForms),
      exact_name_and_birth_date: link(onFile, asked, nameDate),
      nine_exact_keys: link(onFile, asked, exactKeys(FEBRL_KEYS)),
    };
  };
  for (const number of [1, 2, 3]) {
    const records = febrl(join(data, `febrl_dataset${number}.csv`));
    const isOriginal = ({ row }: Linked) => (row['rec_id'] ?? '').endsWith('-org');
    compare(
      `febrl${number}`,
      records.filter(isOriginal),
      records.filter((record) => !isOriginal(record)),
    );
  }
  compare('febrl4', febrl(join(data, 'febrl_dataset4a.csv')), febrl(join(data, 'febrl_dataset4b.csv')));
  return figures;
}

/** The census of 2020 on file; every later record asked. */
function simulatedLinks(data: string): Links {
  const records = simulated(join(data, 'pseudopeople_sample.csv'));
  const isFiled = ({ row }: Linked) => row['dataset'] === 'pp_census' && row['year'] === '2020';
  return link(
    records.filter(isFiled),
    records.filter((record) => !isFiled(record)),
    ourForms,
  );
}

function labelledPairs(data: string): Record<string, unknown> {
  const lines = readFileSync(join(data, 'name_pairs.ndjson'), 'utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as NamePair);
  const report = (fields: 'name' | 'name-and-birth-date') => {
    const { wrong, ...figures } = evaluateNames(rows, fields);
    return { ...figures, false_pairs: wrong.filter(({ why }) => why === 'false-confirm') };
  };
  return { name: report('name'), short_forms_taken_for_names: report('name-and-birth-date') };
}

const SCOPE = { epoch: 1, period: '2024', fields: 'name', level: 'unit' } as const;
const decoder = new TextDecoder();

/** People on file by their strict forms, and every kind of question about them: how many were answered against the truth. */
function knownTruth(
  count: number,
): Record<string, { asked: number; confirmed: number; false_confirms: number; missed: number }> {
  const bearers = new Map<string, number>();
  for (const each of people(7, count)) {
    const own = inquiryFor(each, 'as-on-file');
    if (own === null) continue;
    const name = standardiseName({ ...own.person, other_names: each.other_names });
    const address = standardiseAddress(own.address);
    if (name.kind === 'unnamed' || address.kind === 'untyped') continue;
    for (const { bytes, street } of registerInputs(
      SCOPE,
      { ...own.person, other_names: '' },
      name.name,
      address.address,
    )) {
      const key = decoder.decode(bytes);
      if (street === null) bearers.set(key, bearers.has(key) || each.suppressed === 'yes' ? 0 : each.id);
    }
  }
  const figures: ReturnType<typeof knownTruth> = {};
  for (const each of people(7, count)) {
    for (const kind of INQUIRY_KINDS) {
      const question = inquiryFor(each, kind);
      if (question === null) continue;
      const person = { ...question.person, other_names: '' };
      const name = standardiseName(person);
      const address = standardiseAddress(question.address);
      const inputs =
        name.kind === 'name' && address.kind === 'address'
          ? questionInputs(SCOPE, person, name.name, address.address)
          : [];
      const confirmed = inputs.some((bytes) => (bearers.get(decoder.decode(bytes)) ?? 0) > 0);
      figures[kind] ??= { asked: 0, confirmed: 0, false_confirms: 0, missed: 0 };
      const figure = figures[kind];
      figure.asked += 1;
      if (confirmed) figure.confirmed += 1;
      if (confirmed && question.expected === 'not_confirmed') figure.false_confirms += 1;
      if (!confirmed && question.expected === 'confirmed') figure.missed += 1;
    }
  }
  return figures;
}

/** A second of each, on people whose addresses are standardised beforehand. */
function speed(): Record<string, number> {
  const scope = { epoch: 1, period: '2024', fields: 'name-and-birth-date', level: 'unit' } as const;
  const sample = [...people(42, 20_000)].flatMap(({ given, middle, surname, suffix, birth_date, home }) => {
    const person = { ...blank, given_name: given, middle_name: middle, surname, name_suffix: suffix, birth_date };
    const { city, state, zip: postal_code, unit } = home;
    const address = {
      delivery_line: streetLine(home),
      unit: unit && `Apt ${unit}`,
      city,
      state,
      postal_code,
      country: '',
      address: '',
    };
    const standard = standardiseAddress(address);
    const name = standardiseName(person);
    return standard.kind === 'address' && name.kind === 'name'
      ? [{ person, name: name.name, address: standard.address }]
      : [];
  });
  const perSecond = (act: (each: (typeof sample)[number]) => number): { rate: number; mean: number } => {
    let sum = 0;
    for (const each of sample) sum += act(each);
    const begun = performance.now();
    let acts = 0;
    while (performance.now() - begun < 1000) {
      for (const each of sample) act(each);
      acts += sample.length;
    }
    return { rate: Math.round(acts / ((performance.now() - begun) / 1000)), mean: sum / sample.length };
  };
  const names = perSecond(({ person }) => (standardiseName(person).kind === 'name' ? 1 : 0));
  const kept = perSecond(({ name }) => personForms(name, 'register', 'name').length);
  const asked = perSecond(({ name }) => personForms(name, 'question', 'name').length);
  const rows = perSecond(({ person, name, address }) => registerInputs(scope, person, name, address).length);
  const questions = perSecond(({ person, name, address }) => questionInputs(scope, person, name, address).length);
  return {
    names_per_second: names.rate,
    names_and_register_forms_per_second: Math.round(1 / (1 / names.rate + 1 / kept.rate)),
    forms_kept_mean: kept.mean,
    forms_asked_mean: asked.mean,
    register_inputs_rows_per_second: rows.rate,
    register_inputs_mean: rows.mean,
    question_inputs_questions_per_second: questions.rate,
    question_inputs_mean: questions.mean,
    probes: PROBES,
  };
}

/** `--data FOLDER`: where the labelled files are; without them only speed is measured. */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } }, strict: false });
  const data = typeof values['data'] === 'string' ? values['data'] : join(import.meta.dirname, '../../shared/data');
  if (!existsSync(join(data, 'name_pairs.ndjson')))
    return { data: `no labelled files in ${data}`, invented: knownTruth(20_000), speed: speed() };
  return {
    pairs: labelledPairs(data),
    ...febrlLinks(data),
    pseudopeople: simulatedLinks(data),
    invented: knownTruth(20_000),
    speed: speed(),
  };
}
