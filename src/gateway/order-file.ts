/** The file of an order: what a court or an official wrote, with the people it names in clear; what leaves here names them by pseudonyms. */
import { z } from 'zod';
import { hexOf } from '../log/bytes.ts';
import { standardiseName } from '../matching/name.ts';
import { budgetInputs } from '../matching/pairs.ts';
import { type Order, orderFromJson } from '../terms/order.ts';
import { type Problem, readYaml } from '../terms/yaml-text.ts';
import type { Gateway } from './gateway.ts';

const text = z.string().min(1).max(4000);
const INSTANT =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
/** RFC 3339 with its offset; kept in UTC. */
const instant = z
  .string()
  .refine(
    (value) => INSTANT.test(value) && Number.isFinite(Date.parse(value)),
    'must be a date-time with its offset, e.g. 2026-11-20T09:00:00-05:00',
  )
  .transform((value) => new Date(value).toISOString());
const name = z.string().max(200).default('');
const person = z.strictObject({ given_name: name, middle_name: name, surname: name, name_suffix: name });

const orderFile = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$/, 'an id has letters, digits and ._:/@+- only'),
  issued: instant,
  received: instant,
  effective: instant,
  authority: text,
  sealed: z.boolean().default(false),
  scope: z
    .strictObject({
      agreement: text.optional(),
      requester: text.optional(),
      statute: text.optional(),
      class: text.optional(),
      persons: z.array(person).min(1).max(1000).optional(),
      from: instant.optional(),
      until: instant.optional(),
    })
    .default({}),
});

export type OrderRead =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads an order (YAML). Problems name lines, never what is written there about a person. */
export async function readOrder(gateway: Gateway, source: string): Promise<OrderRead> {
  const read = readYaml(source, orderFile as unknown as z.ZodType<z.infer<typeof orderFile>>);
  if (!read.ok) return read;
  const { scope, ...rest } = read.value;
  const { persons = [], ...places } = scope;
  const inputs: Uint8Array[] = [];
  for (const [i, each] of persons.entries()) {
    const own = personInputs(each);
    if (own.length > 0) inputs.push(...own);
    else return problem(read.lineOf(['scope', 'persons', i]), `scope.persons.${i}`, 'is not the name of a person');
  }
  if (places.from !== undefined && places.until !== undefined && places.from >= places.until)
    return problem(read.lineOf(['scope', 'until']), 'scope.until', 'must be after scope.from');
  const pseudonyms = inputs.length === 0 ? {} : { persons: await pseudonymsOf(gateway, inputs) };
  const order = orderFromJson({ ...rest, lifted: null, scope: { ...places, ...pseudonyms } });
  if (order === null) throw new Error('a checked order is an order');
  return { ok: true, order };
}

const problem = (line: number, path: string, message: string): OrderRead => ({
  ok: false,
  problems: [{ line, path, message }],
});

/** The same inputs as the person of a question has, whatever fields the agreement compares. */
function personInputs(named: z.infer<typeof person>): Uint8Array[] {
  const full = { ...named, birth_date: '', tax_identifier: '', other_names: '' };
  const standard = standardiseName(full);
  return standard.kind === 'name' ? budgetInputs(1, 'name', full, standard.name) : [];
}

async function pseudonymsOf(gateway: Gateway, inputs: readonly Uint8Array[]): Promise<string[]> {
  return [...new Set((await gateway.keys.pairs.pseudonyms([...inputs])).map(hexOf))];
}
