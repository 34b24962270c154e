/** Runs the fixtures of a pack: whole inquiries with standing, each case changing the base in what it names. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { admit, type Decision } from '../src/decision/admit.ts';
import { type Asked, prepare, type Submission, usageClaims } from '../src/decision/ask.ts';
import type { AgreementStanding, Standing, UsageCount } from '../src/decision/standing.ts';
import { type Question, questionFromJson } from '../src/inquiry/question.ts';
import { orderFromJson } from '../src/terms/order.ts';
import { requesterFromJson } from '../src/terms/requester.ts';
import { readTerms, type Terms } from '../src/terms/terms.ts';

/** The packs of the project, by id; also their folders under `packs/`. */
export const PACK_IDS = [
  'us/26usc6103-i-2',
  'us/26usc6103-i-5',
  'us/26usc6103-c',
  'generic/consent',
  'generic/beneficiary-address',
] as const;
export type PackId = (typeof PACK_IDS)[number];

const caseSchema = z.strictObject({
  name: z.string(),
  set: z.record(z.string(), z.unknown()).default({}),
  outcome: z.enum(['admitted', 'held', 'refused']),
  ground: z.string().optional(),
});
const fixturesSchema = z.strictObject({
  agreement: z.record(z.string(), z.unknown()),
  base: z.record(z.string(), z.unknown()),
  cases: z.array(caseSchema).min(1),
});

export type Case = z.infer<typeof caseSchema>;
export type Fixtures = z.infer<typeof fixturesSchema>;

/** One case ready to judge. */
export interface Scene {
  readonly question: Question;
  readonly terms: Terms;
  readonly submission: Submission;
  readonly asked: Asked;
  readonly standing: Standing;
  readonly now: string;
}

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export function packText(id: PackId): string {
  return readFileSync(join(import.meta.dirname, id, 'pack.yaml'), 'utf8');
}

export function readFixtures(id: PackId): Fixtures {
  return fixturesSchema.parse(parse(readFileSync(join(import.meta.dirname, id, 'fixtures.yaml'), 'utf8')));
}

/** The base of the fixtures with the changes of one case. */
export function sceneOf(id: PackId, fixtures: Fixtures, set: Case['set']): Scene {
  const whole = structuredClone({ agreement: fixtures.agreement, ...fixtures.base }) as Record<string, unknown>;
  for (const [path, value] of Object.entries(set)) put(whole, path.split('.'), value);
  const terms = readTerms(stringify(whole['agreement']), packText(id), sha256);
  if (!terms.ok) throw new Error(`the fixture's agreement cannot be read: ${JSON.stringify(terms.problems)}`);
  const read = questionFromJson(whole['question']);
  if (!read.ok) throw new Error(`the fixture's question cannot be read: ${read.path} ${read.problem}`);
  const submission = whole['submission'] as Submission;
  const asked = prepare(read.question, terms.terms, submission);
  const { question } = read;
  return {
    question,
    terms: terms.terms,
    submission,
    asked,
    standing: standingOf(whole, asked),
    now: String(whole['now']),
  };
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) target[key] = value;
  else put(target[key] as Record<string, unknown>, rest, value);
}

function standingOf(whole: Record<string, unknown>, asked: Asked): Standing {
  const requester = requesterFromJson(whole['requester']);
  const orders = (whole['orders'] as unknown[]).map(orderFromJson);
  if (requester === null || orders.some((order) => order === null))
    throw new Error("the fixture's requester or orders cannot be read");
  const counted = whole['usage'] as Record<string, UsageCount>;
  const usage = usageClaims(asked).map(({ cap }) => counted[cap] ?? { known: false, count: 0 });
  const agreement = whole['standing'] as AgreementStanding;
  return { agreement, requester, orders: orders.filter((order) => order !== null), usage };
}

export function decide(scene: Scene): Decision {
  return admit(scene.asked, scene.standing, scene.now);
}

/** The outcome and ground of a decision as one text: `admitted`, `refused volume`, `held budget`. */
export function verdictOf(decision: Decision): string {
  if (decision.kind === 'admitted') return 'admitted';
  return decision.kind === 'refused' ? `refused ${decision.ground}` : `held ${decision.why}`;
}
