/** A flat row: one text per field of a fixed field list, '' where absent. */
import { characterProblem, type Field, type FieldProblem, fieldProblem } from './fields.ts';

/** Where each field stands in its list. */
export function indexOf<N extends string>(fields: readonly Field<N>[]): Readonly<Record<N, number>> {
  return Object.fromEntries(fields.map((field, index) => [field.name, index])) as Record<N, number>;
}

export function absent(fields: readonly Field[]): string[] {
  return new Array<string>(fields.length).fill('');
}

/** The first field whose value its length or kind forbids, in the order of the list. */
export function firstProblem(fields: readonly Field[], values: readonly string[]): FieldProblem | null {
  for (let i = 0; i < fields.length; i++) {
    const value = values[i] as string;
    if (value === '' && i > 0) continue;
    const problem = fieldProblem(fields[i] as Field, value);
    if (problem !== null) return problemOf(fields[i] as Field, problem);
  }
  return null;
}

/** The first field that holds a character which no field may hold. */
export function firstCharacterProblem(fields: readonly Field[], values: readonly string[]): FieldProblem | null {
  for (let i = 0; i < fields.length; i++) {
    const problem = characterProblem(values[i] as string);
    if (problem !== null) return problemOf(fields[i] as Field, problem);
  }
  return null;
}

function problemOf(field: Field, problem: string): FieldProblem {
  return { column: field.name, problem: `${field.name} ${problem}` };
}
