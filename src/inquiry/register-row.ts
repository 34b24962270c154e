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

/** The record of flat values (trimmed, in the order of REGISTER_FIELDS), or the first field that may not stand. */
export function registerRowFromValues(values: readonly string[]): RegisterRow | FieldProblem {
  const problem = firstProblem(REGISTER_FIELDS, values);
  if (problem !== null) return problem;
  const at = (name: string) => values[AT[name] as number] as string;
  const address: AddressText = {
    delivery_line: at('delivery_line'),
    unit: at('unit'),
    city: at('city'),
    state: at('state'),
    postal_code: at('postal_code'),
    country: at('country'),
    address: at('address'),
  };
  if (writtenTwice(address)) return { column: 'address', problem: WRITTEN_TWICE };
  const person: PersonText = {
    given_name: at('given_name'),
    middle_name: at('middle_name'),
    surname: at('surname'),
    name_suffix: at('name_suffix'),
    birth_date: at('birth_date'),
    tax_identifier: at('tax_identifier'),
    other_names: at('other_names'),
  };
  return {
    record_id: at('record_id'),
    person,
    address,
    period: at('period'),
    suppressed: yesNo(at('suppressed')) === true,
  };
}
