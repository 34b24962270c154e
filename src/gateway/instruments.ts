/** What decisions depend on besides the question: agreements with their terms, requesters, orders. Read together, kept while unchanged. */
import type { ClientBase } from 'pg';
import { documentBytes, type SharedStanding } from '../audit/case-file.ts';
import { agreementStanding } from '../decision/standing.ts';
import { sha256 } from '../keys/sha256.ts';
import { base64urlOf, hexOf } from '../log/bytes.ts';
import { type AgreementRow, listAgreements, listOrders, listRequesters, readDocument } from '../store/instruments.ts';
import { type Lifecycle, seenAt } from '../terms/lifecycle.ts';
import { type Order, orderFromJson } from '../terms/order.ts';
import { type Requester, requesterFromJson } from '../terms/requester.ts';
import { readTerms, type Terms } from '../terms/terms.ts';

/** An agreement in the store: its terms and where its life stands. */
export interface Instrument {
  readonly terms: Terms;
  readonly life: Lifecycle;
}

export interface Instruments {
  readonly agreements: ReadonlyMap<string, Instrument>;
  readonly requesters: ReadonlyMap<string, Requester>;
  readonly orders: readonly Order[];
}

/** The exact texts of an agreement and its pack, as the document of its terms holds them. */
export interface TermsTexts {
  readonly agreement: string;
  readonly pack: string;
}

export const termsDocument = (texts: TermsTexts): Uint8Array => documentBytes(texts);

/** The terms that a document holds. Throws where it does not hold terms: the document was kept by us, so that is a defect. */
export function termsOfDocument(body: Uint8Array): Terms {
  const texts = JSON.parse(new TextDecoder().decode(body)) as TermsTexts;
  const read = readTerms(texts.agreement, texts.pack, sha256);
  if (!read.ok) throw new Error('terms in the store cannot be read by this version: run countersign doctor');
  return read.terms;
}

export async function readInstruments(client: Pick<ClientBase, 'query'>): Promise<Instruments> {
  const agreements = new Map<string, Instrument>();
  for (const row of await listAgreements(client)) {
    agreements.set(row.id, { terms: await termsOf(client, row), life: row.lifecycle as Lifecycle });
  }
  const requesters = (await listRequesters(client)).map((entry) => known(requesterFromJson(entry), 'requester'));
  const orders = (await listOrders(client)).map((entry) => known(orderFromJson(entry), 'order'));
  return { agreements, requesters: new Map(requesters.map((each) => [each.id, each])), orders };
}

const termsRead = new Map<string, Terms>();
const REMEMBERED = 1000;

/** WHY kept: terms lie under their own digest and never change, and every order makes the instruments be read again. */
async function termsOf(client: Pick<ClientBase, 'query'>, row: AgreementRow): Promise<Terms> {
  const digest = hexOf(row.terms);
  const found = termsRead.get(digest);
  if (found !== undefined) return found;
  const body = await readDocument(client, row.terms);
  if (body === null) throw new Error(`the terms of ${row.id} are missing: run countersign doctor`);
  const terms = termsOfDocument(body);
  if (termsRead.size >= REMEMBERED) termsRead.clear();
  termsRead.set(digest, terms);
  return terms;
}

function known<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`a ${what} in the store cannot be read by this version: run countersign doctor`);
  return value;
}

/** The standing that all inquiries under one agreement share at an instant, with its document. */
export interface Shared {
  readonly instrument: Instrument;
  readonly standing: SharedStanding & {
    readonly agreement: ReturnType<typeof agreementStanding>;
    readonly requester: Requester;
    readonly orders: readonly Order[];
  };
  readonly document: Uint8Array;
  /** Of the document, base64url. */
  readonly digest: string;
}

/** Null where there is no such agreement, or its requester is not in the directory. */
export function sharedStanding(instruments: Instruments, agreement: string, now: string): Shared | null {
  const instrument = instruments.agreements.get(agreement);
  const requester = instruments.requesters.get(instrument?.terms.agreement.requester ?? '');
  if (instrument === undefined || requester === undefined) return null;
  // WHY latest_seen stays as the lifecycle has it: `now` is itself the latest instant, and the document stays the same from tick to tick.
  const life = { ...instrument.life, state: seenAt(instrument.life, now).state };
  const standing = { agreement: agreementStanding(life), requester, orders: instruments.orders };
  const document = documentBytes(standing);
  return { instrument, standing, document, digest: base64urlOf(sha256(document)) };
}
