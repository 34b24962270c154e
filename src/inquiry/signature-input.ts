/**
 * The Signature-Input and Signature fields of RFC 9421, for messages with one signature each.
 * LIMIT: only the strict writing of RFC 8941 is read (one space between components, none elsewhere), which every
 * serialiser writes; so the text itself is what `@signature-params` repeats, and no two readers differ.
 */

export interface SignatureInput {
  readonly label: string;
  /** As written, quoted and with `;req` where it has that: `"@method"`, `"content-digest";req`. */
  readonly components: readonly string[];
  /** Seconds since 1970; null where absent. */
  readonly created: number | null;
  readonly expires: number | null;
  /** '' where absent. */
  readonly nonce: string;
  readonly keyid: string;
  readonly alg: string;
  readonly tag: string;
  /** The whole inner list with its parameters, as it enters the signature base. */
  readonly params: string;
}

export type SignatureInputRead = { ok: true; input: SignatureInput } | { ok: false; problem: string };

const LENGTH_LIMIT = 2048;
const INPUT = /^([a-z*][a-z0-9_.*-]*)=(\(([^()]*)\)((?:;[a-z]+=(?:-?\d{1,15}|"(?:[ !#-[\]-~]|\\["\\])*"))*))$/;
const COMPONENT = /^"(?:@[a-z-]+|[a-z0-9!#$%&'*+.^_`|~-]+)"(?:;req)?$/;
const PARAMETER = /;([a-z]+)=(?:(-?\d{1,15})|"((?:[ !#-[\]-~]|\\["\\])*)")/g;
const NUMBERS = ['created', 'expires'];
const TEXTS = ['nonce', 'keyid', 'alg', 'tag'];

const no = (problem: string): SignatureInputRead => ({ ok: false, problem });

/** Reads the value of Signature-Input. Total. A second label, component or parameter is refused, as is an unknown parameter. */
export function readSignatureInput(value: string): SignatureInputRead {
  if (value.length > LENGTH_LIMIT) return no('Signature-Input is too long');
  const [, label, params, list, tail] = INPUT.exec(value.trim()) ?? [];
  if (label === undefined || params === undefined || list === undefined || tail === undefined) {
    return no('Signature-Input is not one label with one list; sign once, in the strict writing of RFC 8941');
  }
  const components = list === '' ? [] : list.split(' ');
  const strange = components.find((each) => !COMPONENT.test(each));
  if (strange !== undefined) return no('a covered component is not a name in quotes, alone or with ;req');
  if (new Set(components).size < components.length) return no('a component is covered twice');
  const read = parametersOf(tail);
  if (typeof read === 'string') return no(read);
  const { numbers, texts } = read;
  const text = (name: string) => texts.get(name) ?? '';
  const number = (name: string) => numbers.get(name) ?? null;
  const times = { created: number('created'), expires: number('expires') };
  const names = { nonce: text('nonce'), keyid: text('keyid'), alg: text('alg'), tag: text('tag') };
  return { ok: true, input: { label, components, ...times, ...names, params } };
}

interface Parameters {
  readonly numbers: ReadonlyMap<string, number>;
  readonly texts: ReadonlyMap<string, string>;
}

function parametersOf(tail: string): Parameters | string {
  const numbers = new Map<string, number>();
  const texts = new Map<string, string>();
  for (const [, name = '', digits, quoted] of tail.matchAll(PARAMETER)) {
    if (numbers.has(name) || texts.has(name)) return 'a parameter of Signature-Input stands twice';
    if (digits !== undefined && NUMBERS.includes(name)) numbers.set(name, Number(digits));
    else if (quoted !== undefined && TEXTS.includes(name)) texts.set(name, quoted.replace(/\\(.)/g, '$1'));
    else return 'Signature-Input has an unknown parameter, or one of the wrong type';
  }
  return { numbers, texts };
}

/** What is to be signed: components in order, and the parameters that are given. */
export type SignatureParameters = Partial<Omit<SignatureInput, 'label' | 'components' | 'params'>>;

/** Writes the inner list with its parameters in a fixed order. Components are bare names. Throws on text that cannot stand there. */
export function writeSignatureParams(components: readonly string[], parameters: SignatureParameters): string {
  const tail = [...NUMBERS, ...TEXTS].map((name) => {
    const value = parameters[name as keyof SignatureParameters] ?? '';
    if (value === '') return '';
    return typeof value === 'number' ? `;${name}=${value}` : `;${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  });
  const params = `(${components.map((each) => `"${each}"`).join(' ')})${tail.join('')}`;
  const read = readSignatureInput(`sig=${params}`);
  if (!read.ok) throw new Error(`signature parameters that cannot be written: ${read.problem}`);
  return params;
}

/** The bytes of the Signature field under the label, or null where it is anything but that one signature. */
export function readSignature(value: string, label: string): Uint8Array | null {
  const head = `${label}=:`;
  const text = value.trim();
  if (text.length > LENGTH_LIMIT || !text.startsWith(head) || !text.endsWith(':')) return null;
  const base64 = text.slice(head.length, -1);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  // WHY: of the writings of base64 only the one with zero bits at its end is taken, so that a signature has one text.
  return btoa(String.fromCharCode(...bytes)) === base64 ? bytes : null;
}
