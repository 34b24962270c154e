/** A case file opened again: the question prepared as it was, and the standing that it was judged on. */
import { type CaseFile, decodeCaseFile, readSharedCase } from '../audit/case-file.ts';
import { type Asked, prepare, type Submission } from '../decision/ask.ts';
import type { Standing } from '../decision/standing.ts';
import { questionFromJson } from '../inquiry/question.ts';
import { SALT_SIZE } from '../log/commitment.ts';
import { type CaseRow, readCases } from '../store/entries.ts';
import { readDocument } from '../store/instruments.ts';
import type { Terms } from '../terms/terms.ts';
import type { Gateway } from './gateway.ts';
import { termsOfDocument } from './instruments.ts';

/** `asked` is null for a row that could not be read. */
export interface OpenedCase {
  readonly index: number;
  readonly agreement: string;
  readonly file: CaseFile;
  readonly asked: Asked | null;
  readonly submission: Submission;
  readonly standing: Standing;
}

export type CaseOpened =
  | { readonly ok: true; readonly opened: OpenedCase }
  | { readonly ok: false; readonly why: string };

export type OpenCase = (row: CaseRow) => Promise<CaseOpened>;

const no = (why: string): CaseOpened => ({ ok: false, why });

/** Opens case files one after another; documents that they share are read once. */
export function caseOpener(gateway: Gateway): OpenCase {
  const documents = new Map<string, Promise<unknown>>();
  const json = (digest: string): Promise<unknown> => {
    const known = documents.get(digest) ?? jsonOf(gateway, digest);
    documents.set(digest, known);
    return known;
  };
  const termsKnown = new Map<string, Promise<Terms>>();
  const termsOf = (hex: string): Promise<Terms> => {
    const known = termsKnown.get(hex) ?? readTermsOf(gateway, hex);
    termsKnown.set(hex, known);
    return known;
  };
  return async (row) => {
    const box = gateway.keys.sealing.open(row.agreement, row.day, row.index, row.sealed);
    if (!box.ok) return no(box.why === 'destroyed' ? 'its day key was destroyed' : 'the sealed case file was altered');
    const decoded = decodeCaseFile(box.plaintext.slice(SALT_SIZE));
    if (!decoded.ok) return no(decoded.problem);
    const file = decoded.value;
    const shared = readSharedCase(await documentOf(gateway, file.shared));
    if (shared === null) return no('what the case file shares with others cannot be read');
    const submission = (await json(file.submission)) as Submission;
    const standing = standingOf(file, (await json(shared.standing)) as Standing);
    const question = file.received.kind === 'question' ? questionFromJson(file.received.question) : null;
    if (question !== null && !question.ok) return no('its question cannot be read');
    const asked = question === null ? null : prepare(question.question, await termsOf(shared.terms), submission);
    return { ok: true, opened: { index: row.index, agreement: row.agreement, file, asked, submission, standing } };
  };
}

/** Opens the case file of one entry. */
export async function openCase(gateway: Gateway, index: number): Promise<CaseOpened> {
  const [row] = await readCases(gateway.store.pool, index, index + 1);
  return row === undefined ? no(`entry ${index} has no case file`) : await caseOpener(gateway)(row);
}

function standingOf(file: CaseFile, shared: Standing): Standing {
  const usage = file.usage.map((n) => (n < 0 ? { known: true, count: -1 - n } : { known: false, count: n }));
  return { ...shared, usage, persons: file.persons, release: { officers: file.release } };
}

/** Throws where a document is missing: it was kept by us, so that is a defect. */
async function documentOf(gateway: Gateway, digest: string): Promise<Uint8Array> {
  const body = await readDocument(gateway.store.pool, Buffer.from(digest, 'base64url'));
  if (body === null) throw new Error('a document that a case file names is missing: run countersign doctor');
  return body;
}

async function jsonOf(gateway: Gateway, digest: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await documentOf(gateway, digest)));
}

async function readTermsOf(gateway: Gateway, hex: string): Promise<Terms> {
  return termsOfDocument(await documentOf(gateway, Buffer.from(hex, 'hex').toString('base64url')));
}
