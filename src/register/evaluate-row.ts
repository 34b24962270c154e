import type { RegisterRow } from '../inquiry/register-row.ts';
import { typedAddress } from '../inquiry/typed-address.ts';
import type { Level } from '../matching/address.ts';
import { standardiseName } from '../matching/name.ts';
import { type PairInput, registerInputs } from '../matching/pairs.ts';
import type { PersonFields } from '../matching/person-forms.ts';

/** What a load stores of each row. */
export interface LoadScope {
  readonly epoch: number;
  readonly fields: readonly PersonFields[];
  readonly levels: readonly Level[];
  /** A tax period later than this year is refused ('YYYY'). */
  readonly thisYear: string;
}

/** The inputs of one row's fingerprints, or why the row cannot be loaded: fixed words, nothing of the row. */
export type EvaluatedRow =
  | { readonly kind: 'inputs'; readonly inputs: readonly PairInput[] }
  | { readonly kind: 'rejected'; readonly why: string };

const rejected = (why: string): EvaluatedRow => ({ kind: 'rejected', why });

/**
 * Standardises one row. A row that lacks a birth date or tax identifier leaves no fingerprint of the fields with it.
 * Periods are tax years; '' is the current address.
 */
export function evaluateRow(row: RegisterRow, scope: LoadScope): EvaluatedRow {
  const name = standardiseName(row.person);
  if (name.kind === 'unnamed') return rejected(`no name: ${name.why}`);
  const address = typedAddress(row.address);
  if (address.kind === 'untyped') return rejected(`no usable address: ${address.why}`);
  if (row.period !== '' && row.period.slice(0, 4) > scope.thisYear) return rejected('future period');
  const { epoch } = scope;
  const inputs: PairInput[] = [];
  for (const fields of scope.fields) {
    for (const level of scope.levels) {
      const pair = { epoch, period: row.period, fields, level };
      for (const input of registerInputs(pair, row.person, name.name, address.address)) inputs.push(input);
    }
  }
  return inputs.length > 0 ? { kind: 'inputs', inputs } : rejected('lacks the person fields to be stored');
}
