/**
 * Matching: addresses against labelled pairs (in two halves by hash), against negatives and mutations, beside the npm parsers.
 * `--data FOLDER` (../shared/data), `--mutations N` at most (all unless told), `--wrong FILE` for the pairs that went wrong, with the reason.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type AddressForm, addressForms, type Standardised, standardiseAddress } from '../src/matching/address.ts';
import { type AddressEvaluation, evaluateAddresses, type LabelledPair } from '../src/matching/evaluate-addresses.ts';
import { type KnownStreets, knownStreets } from '../src/matching/known-streets.ts';
import { confirms, PARSERS } from './address-peers.ts';
import { fullParse, labelledSets, rowsOf } from './address-sets.ts';
import { type Labelled, type Mutation, mutationsOf, mutationsOfText } from './mutations.ts';

type Figures = Record<string, unknown>;

const NONE = { delivery_line: '', unit: '', city: '', state: '', postal_code: '', country: '' };

function standardise(address: string): Standardised {
  return standardiseAddress({ ...NONE, address });
}

const isTypo = (kind: string): boolean => kind.includes('typo');
const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(4)));

/** Which half a pair is in: FNV-1a over its texts. */
function half(pair: LabelledPair): 0 | 1 {
  let hash = 0x811c9dc5;
  for (const char of `${pair.a}|${pair.b}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 16) & 1 ? 1 : 0;
}

function summary(report: AddressEvaluation): Figures {
  const kinds = Object.entries(report.by_kind);
  const clean = kinds.filter(([kind]) => !kind.startsWith('neg_') && !isTypo(kind));
  const sum = (rows: typeof kinds, of: 'pairs' | 'confirmed') =>
    rows.reduce((total, [, count]) => total + count[of], 0);
  const typos = kinds.filter(([kind]) => isTypo(kind));
  return {
    pairs: report.pairs,
    untyped: report.untyped,
    different: report.different,
    false_confirms: report.false_confirms,
    same_without_typos: sum(clean, 'pairs'),
    confirmed_without_typos: sum(clean, 'confirmed'),
    recall_without_typos: share(sum(clean, 'confirmed'), sum(clean, 'pairs')),
    recall_typos: share(sum(typos, 'confirmed'), sum(typos, 'pairs')),
    kinds_below_090: clean
      .filter(([kind, count]) => /^(gen|tpl)_/.test(kind) && count.pairs >= 40 && count.confirmed / count.pairs < 0.9)
      .map(([kind]) => kind),
  };
}

function peers(pairs: readonly LabelledPair[]): Figures {
  const figures: Figures = {};
  for (const [name, parser] of PARSERS) {
    if (name === 'ours') continue;
    let [same, found, different, wrong] = [0, 0, 0, 0];
    for (const pair of pairs) {
      if (pair.same === null || isTypo(pair.kind)) continue;
      const met = confirms(parser(pair.a), parser(pair.b));
      if (pair.same) [same, found] = [same + 1, found + Number(met)];
      else [different, wrong] = [different + 1, wrong + Number(met)];
    }
    figures[name] = {
      recall_without_typos: share(found, same),
      false_confirms: wrong,
      false_confirm_rate: share(wrong, different),
    };
  }
  return figures;
}

type Filed = ReadonlyMap<string, AddressForm>;

function filedForms(standardised: Standardised): Filed {
  if (standardised.kind !== 'address') return new Map();
  return new Map(
    addressForms(standardised.address, 'register', 'unit').map((form) => [`${form.kind}|${form.text}`, form]),
  );
}

function confirmed(asked: Standardised, filed: Filed, streets: KnownStreets): boolean {
  if (asked.kind !== 'address') return false;
  return addressForms(asked.address, 'question', 'unit').some(({ kind, text }) => {
    const on = filed.get(`${kind}|${text}`);
    return on !== undefined && (on.street === null || streets.usable(on.street));
  });
}

/** A locality for labelled texts that have none, so that they are typed. */
function placed(row: Labelled): Labelled {
  if (row.tokens.some(([, label]) => label === 'ZipCode' || label === 'StateName')) return row;
  const ended = row.tokens.map(
    ([word, label], at) => [at === row.tokens.length - 1 ? `${word.replace(/,$/, '')},` : word, label] as const,
  );
  const tokens = [...ended, ['Springfield,', 'PlaceName'], ['IL', 'StateName'], ['62701', 'ZipCode']] as const;
  return { text: tokens.map(([word]) => word).join(' '), tokens };
}

function* everyMutation(rows: readonly Labelled[], texts: readonly string[]): Generator<Mutation> {
  for (const row of rows) yield* mutationsOf(row);
  for (const text of texts) yield* mutationsOfText(text);
}

function mutationFigures(folder: string, pairs: readonly LabelledPair[], most: number): Figures {
  const rows = [...rowsOf<Labelled>(folder, 'usaddress_train'), ...rowsOf<Labelled>(folder, 'usaddress_test')].map(
    placed,
  );
  const texts = [...new Set(pairs.filter(({ same }) => same).flatMap(({ a, b }) => [a, b]))];
  const streets = knownStreets();
  const filed = new Map(
    [...rows.map(({ text }) => text), ...texts].map((text) => [text, filedForms(standardise(text))]),
  );
  for (const forms of filed.values()) for (const { street } of forms.values()) if (street !== null) streets.add(street);
  let asked = 0;
  const wrong: Mutation[] = [];
  for (const mutation of everyMutation(rows, texts)) {
    const forms = filed.get(mutation.original);
    if (forms === undefined || forms.size === 0 || asked >= most) continue;
    for (const text of asked % 3 === 0
      ? [mutation.mutated, mutation.mutated.replaceAll(',', '')]
      : [mutation.mutated]) {
      asked++;
      if (confirmed(standardise(text), forms, streets)) wrong.push({ ...mutation, mutated: text });
    }
  }
  return { mutations: asked, mutations_confirmed: wrong.length, mutations_confirmed_first: wrong.slice(0, 5) };
}

function speed(texts: readonly string[]): Figures {
  for (const text of texts) standardise(text);
  const before = process.cpuUsage();
  const rounds = 5;
  for (let round = 0; round < rounds; round++) for (const text of texts) standardise(text);
  const used = process.cpuUsage(before);
  return { standardised_per_second_per_core: Math.round((rounds * texts.length) / ((used.user + used.system) / 1e6)) };
}

function parseFigures(folder: string): Figures {
  const sets = Object.entries(labelledSets(folder));
  return Object.fromEntries(
    sets.map(([name, set]) => [
      name,
      { texts: set.length, ...Object.fromEntries(PARSERS.map(([parser, read]) => [parser, fullParse(set, read)])) },
    ]),
  );
}

/** Figures about addresses. */
export function addressFigures(folder: string, most: number, wrongFile: string | undefined): Figures {
  const pairs = rowsOf<LabelledPair>(folder, 'address_pairs');
  const whole = evaluateAddresses(pairs);
  const negatives = evaluateAddresses(rowsOf<LabelledPair>(folder, 'address_negatives_bulk'));
  if (wrongFile !== undefined)
    writeFileSync(wrongFile, whole.wrong.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  return {
    ...summary(whole),
    halves: [
      summary(evaluateAddresses(pairs.filter((pair) => half(pair) === 0))),
      summary(evaluateAddresses(pairs.filter((pair) => half(pair) === 1))),
    ],
    by_kind: whole.by_kind,
    untyped_by_kind: whole.untyped_by_kind,
    ext_unconfirmed: whole.wrong.filter(({ kind }) => kind.startsWith('ext_')),
    negatives_bulk: {
      different: negatives.different,
      untyped: negatives.untyped,
      false_confirms: negatives.false_confirms,
    },
    peers: peers(pairs),
    ...mutationFigures(folder, pairs, most),
    full_parse: parseFigures(folder),
    ...speed([...new Set(pairs.flatMap(({ a, b }) => [a, b]))]),
  };
}

/** Every figure of matching. */
export async function bench(args: string[]): Promise<Figures> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: '../shared/data' },
      mutations: { type: 'string', default: 'Infinity' },
      wrong: { type: 'string' },
    },
  });
  return { addresses: addressFigures(values.data, Number(values.mutations), values.wrong) };
}
