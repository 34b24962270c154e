/** One record of the custodian as a register file gives it. Design section 5. */
import type { AddressText } from '../matching/address.ts';
import type { PersonText } from '../matching/name.ts';
import { type FieldProblem, REGISTER_FIELDS, yesNo } from './fields.ts';
import { firstProblem, indexOf } from './flat.ts';
import { WRITTEN_TWICE, writtenTwice } from './question.ts';

/** Every text '' = absent; `birth_date` YYYY-MM-DD; `other_names` separated by ';'; `period` '' = the current address. */
export interface RegisterRow {
  record_id: string;
  person: PersonText;
  address: AddressText;
  period: string;
  suppressed: boolean;
}

const AT = indexOf(REGISTER_FIELDS);

/**
 * The record of flat values (trimmed, free of forbidden characters, in the order of REGISTER_FIELDS), or the first
 * field that may not stand.
 */
export function registerRowFromValues(values: readonly string[]): RegisterRow | FieldProblem {
  const problem = firstProblem(REGISTER_FIELDS, values);
  if (problem !== null) return problem;
  const at = (index: number) => values[index] as string;
  const address: AddressText = {
    delivery_line: at(AT.delivery_line),
    unit: at(AT.unit),
    city: at(AT.city),
    state: at(AT.state),
    postal_code: at(AT.postal_code),
    country: at(AT.country),
    address: at(AT.address),
  };
  if (writtenTwice(address)) return { column: 'address', problem: WRITTEN_TWICE };
  const person: PersonText = {
    given_name: at(AT.given_name),
    middle_name: at(AT.middle_name),
    surname: at(AT.surname),
    name_suffix: at(AT.name_suffix),
    birth_date: at(AT.birth_date),
    tax_identifier: at(AT.tax_identifier),
    other_names: at(AT.other_names),
  };
  return {
    record_id: at(AT.record_id),
    person,
    address,
    period: at(AT.period),
    suppressed: yesNo(at(AT.suppressed)) === true,
  };
}
