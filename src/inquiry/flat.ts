/** A flat row: one text per field of a fixed field list, '' where absent. */
import { type Field, type FieldProblem, fieldProblem } from './fields.ts';

export type Indexed = Readonly<Record<string, number>>;

/** Where each field stands in its list. */
export function indexOf(fields: readonly Field[]): Indexed {
  return Object.fromEntries(fields.map((field, index) => [field.name, index]));
}

export function absent(fields: readonly Field[]): string[] {
  return new Array<string>(fields.length).fill('');
}

/** The first field whose value may not stand there, in the order of the list. */
export function firstProblem(fields: readonly Field[], values: readonly string[]): FieldProblem | null {
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field;
    const problem = fieldProblem(field, values[i] as string);
    if (problem !== null) return { column: field.name, problem: `${field.name} ${problem}` };
  }
  return null;
}
