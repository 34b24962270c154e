/** The signature base of RFC 9421 section 2.5: the text that a signature over an HTTP message covers. Pure; keys live elsewhere. */
import type { SignatureInput } from './signature-input.ts';

/** A message as it came in. Names of `fields` are in lower case; a field that stands several times has several values. */
export interface SignedMessage {
  readonly method: string;
  /** Absolute, as the client sent it. */
  readonly targetUri: string;
  /** Of a response; null in a request. */
  readonly status: number | null;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** The request that a response answers, for components with `;req`; null otherwise. */
  readonly request: SignedMessage | null;
}

export type SignatureBase = { ok: true; base: string } | { ok: false; problem: string };

/** Builds the base over the covered components. Total: a component that the message lacks is told by name. */
export function signatureBase(
  message: SignedMessage,
  input: Pick<SignatureInput, 'components' | 'params'>,
): SignatureBase {
  const lines: string[] = [];
  for (const component of input.components) {
    const value = componentValue(message, component);
    if (value === null)
      return { ok: false, problem: `${component} is covered by the signature and absent from the message` };
    if (!/^[\t -~]*$/.test(value))
      return { ok: false, problem: `${component} holds characters other than visible ASCII` };
    lines.push(`${component}: ${value}`);
  }
  return { ok: true, base: [...lines, `"@signature-params": ${input.params}`].join('\n') };
}

function componentValue(message: SignedMessage, component: string): string | null {
  const source = component.endsWith(';req') ? message.request : message;
  if (source === null) return null;
  const name = component.slice(1, component.lastIndexOf('"'));
  return name.startsWith('@') ? derived(source, name) : fieldValue(source.fields.get(name));
}

/** Section 2.1: each value without the spaces around it, obsolete line folds as one space, joined by a comma and a space. */
function fieldValue(values: readonly string[] | undefined): string | null {
  if (values === undefined || values.length === 0) return null;
  return values
    .map((value) =>
      value
        .split(/\r?\n[ \t]+/)
        .map((line) => line.trim())
        .join(' ')
        .trim(),
    )
    .join(', ');
}

/** Section 2.2. LIMIT: `@query-param` is not read; `@query` covers them all. */
function derived(message: SignedMessage, name: string): string | null {
  if (name === '@status') return message.status === null ? null : String(message.status);
  if (message.status !== null) return null;
  if (name === '@method') return message.method;
  if (name === '@target-uri') return message.targetUri;
  const url = URL.canParse(message.targetUri) ? new URL(message.targetUri) : null;
  if (url === null) return null;
  switch (name) {
    case '@authority':
      return url.host;
    case '@scheme':
      return url.protocol.slice(0, -1);
    case '@request-target':
      return url.pathname + url.search;
    case '@path':
      return url.pathname;
    case '@query':
      return url.search === '' ? '?' : url.search;
    default:
      return null;
  }
}
