/** One request after another for each log: judged, remembered, and only then cosigned. */
import { cosignaturePayload, cosignedMessage } from '../log/cosignature.ts';
import type { Verifiers } from '../log/hash.ts';
import { parseNote, signatureLine } from '../log/note.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import { type AddCheckpoint, judgeCheckpoint, type Verdict } from './add-checkpoint.ts';
import type { Memory } from './memory.ts';

/** Signs with the witness's own key, of type cosignature/v1, which no other log or witness uses. */
export interface Cosigner {
  readonly key: VerifierKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

export interface Desk {
  readonly cosigner: Cosigner;
  readonly logs: readonly VerifierKey[];
  readonly memory: Memory;
  readonly tools: Verifiers;
  /** POSIX seconds. */
  readonly now: () => number;
  /** Told when a log contradicts itself, with the file that proves it: somebody must look. */
  readonly alarm: (message: string) => void;
}

export type Answer = { readonly kind: 'cosigned'; readonly line: string } | Exclude<Verdict, { kind: 'cosign' }>;

/** Answers requests; those for one log wait for each other, so that none is judged by what another is about to replace. */
export function openDesk(desk: Desk): (request: AddCheckpoint) => Promise<Answer> {
  const turns = new Map<string, Promise<unknown>>();
  return (request) => {
    const origin = request.note.slice(0, Math.max(request.note.indexOf('\n'), 0));
    if (!desk.logs.some((log) => log.name === origin)) return answer(desk, request);
    const turn = (turns.get(origin) ?? Promise.resolve()).then(() => answer(desk, request));
    turns.set(
      origin,
      turn.catch(() => null),
    );
    return turn;
  };
}

async function answer(desk: Desk, request: AddCheckpoint): Promise<Answer> {
  const latest = (origin: string) => desk.memory.latest(origin)?.checkpoint ?? null;
  const verdict = judgeCheckpoint(request, latest, desk.logs, desk.tools);
  if (verdict.kind === 'contradiction') await soundAlarm(desk, verdict);
  if (verdict.kind === 'behind' && verdict.offered < verdict.size) {
    const { origin, offered, size } = verdict;
    desk.alarm(
      `NOT COSIGNED: ${origin}: offered with ${offered} entries, cosigned with ${size}: shrunk, or an old checkpoint`,
    );
  }
  return verdict.kind === 'cosign' ? rememberAndSign(desk, verdict) : verdict;
}

async function rememberAndSign(
  desk: Desk,
  { checkpoint, note }: Extract<Verdict, { kind: 'cosign' }>,
): Promise<Answer> {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new Error('a judged note can be parsed');
  const time = desk.now();
  const signature = desk.cosigner.sign(cosignedMessage(time, parsed.value.text));
  const line = signatureLine(desk.cosigner.key, cosignaturePayload(time, signature));
  // INVARIANT: on disk before the line leaves; a witness that signs first can be made to contradict itself by a crash.
  await desk.memory.remember(checkpoint.origin, { checkpoint, note: note + line });
  return { kind: 'cosigned', line };
}

async function soundAlarm(desk: Desk, verdict: Extract<Verdict, { kind: 'contradiction' }>): Promise<void> {
  const { checkpoint, note, message } = verdict;
  const path = await desk.memory.keepEvidence(checkpoint.origin, checkpoint, note);
  desk.alarm(`NOT COSIGNED: ${checkpoint.origin}: ${message}. Evidence, signed by the log: ${path}`);
}
