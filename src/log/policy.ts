/** Which logs and witnesses are trusted, and how many witnesses must have signed: C2SP tlog-policy. */
import { type Decoded, decoded, undecodable } from './decoded.ts';
import type { Sha256 } from './hash.ts';
import { COSIGNATURE_ED25519, ED25519, parseVerifierKey, sameKeyName, type VerifierKey } from './verifier-key.ts';

export interface PolicyLog {
  readonly key: VerifierKey;
  /** '' where the file gives none. */
  readonly url: string;
}

export interface PolicyWitness extends PolicyLog {
  readonly name: string;
}

interface Group {
  readonly needed: number;
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: ReadonlyMap<string, Group>;
  /** The name of a witness or group, or `none`. */
  readonly quorum: string;
}

interface Draft {
  logs: PolicyLog[];
  witnesses: PolicyWitness[];
  groups: Map<string, Group>;
  members: Set<string>;
  quorum: string | null;
}

/** LIMIT: a policy that is not UTF-8 is refused before it comes here, where the format would take any octets. */
export function parsePolicy(sha256: Sha256, text: string): Decoded<Policy> {
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return undecodable('a control character in a policy');
  const draft: Draft = { logs: [], witnesses: [], groups: new Map(), members: new Set(), quorum: null };
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    const words = line.split(/[ \t]/).filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#') === true) continue;
    const problem = readLine(sha256, draft, words);
    if (problem !== null) return undecodable(`line ${i + 1} of the policy: ${problem}`);
  }
  const { quorum } = draft;
  if (quorum === null) return undecodable('a policy has one line `quorum NAME`, or `quorum none`');
  return decoded({ logs: draft.logs, witnesses: draft.witnesses, groups: draft.groups, quorum });
}

function readLine(sha256: Sha256, draft: Draft, words: readonly string[]): string | null {
  const [kind, ...rest] = words;
  if (kind === 'log') return readLog(sha256, draft, rest);
  if (kind === 'witness') return readWitness(sha256, draft, rest);
  if (kind === 'group') return readGroup(draft, rest);
  if (kind === 'quorum') return readQuorum(draft, rest);
  return 'a line starts with log, witness, group, quorum or #';
}

function readLog(sha256: Sha256, draft: Draft, [vkey = '', url = '', ...more]: readonly string[]): string | null {
  const key = parseVerifierKey(sha256, vkey);
  if (!key.ok) return key.problem;
  if (key.value.type !== ED25519 || more.length > 0) return 'write `log <vkey> [<url>]` with a log key';
  if (isListed(draft.logs, key.value)) return 'this log key is listed twice';
  draft.logs.push({ key: key.value, url });
  return null;
}

function readWitness(sha256: Sha256, draft: Draft, words: readonly string[]): string | null {
  const [name = '', vkey = '', url = '', ...more] = words;
  const key = parseVerifierKey(sha256, vkey);
  if (!key.ok) return key.problem;
  const cosigner = key.value.type === COSIGNATURE_ED25519;
  if (!cosigner || more.length > 0) return 'write `witness <name> <vkey> [<url>]` with a cosignature/v1 key';
  if (isDefined(draft, name)) return `the name ${name} is already taken`;
  if (isListed(draft.witnesses, key.value)) return 'this witness key is listed twice';
  draft.witnesses.push({ name, key: key.value, url });
  return null;
}

function readGroup(draft: Draft, [name = '', count = '', ...members]: readonly string[]): string | null {
  if (name === '' || isDefined(draft, name)) return `the name ${name} is already taken`;
  for (const member of members) {
    if (member === 'none' || !isDefined(draft, member)) return `${member} is not defined on a line above`;
    if (draft.members.has(member)) return `${member} is a member twice`;
    draft.members.add(member);
  }
  const needed =
    count === 'all' ? members.length : count === 'any' ? 1 : /^[1-9][0-9]{0,3}$/.test(count) ? Number(count) : 0;
  if (needed < 1 || needed > members.length) return 'a group needs all, any, or a number of its members';
  draft.groups.set(name, { needed, members });
  return null;
}

function readQuorum(draft: Draft, [name = '', ...more]: readonly string[]): string | null {
  if (draft.quorum !== null) return 'there is one quorum line only';
  if (more.length > 0 || !isDefined(draft, name)) return 'the quorum is a witness or group defined above, or none';
  draft.quorum = name;
  return null;
}

function isDefined(draft: Draft, name: string): boolean {
  return name === 'none' || draft.groups.has(name) || draft.witnesses.some((witness) => witness.name === name);
}

function isListed(listed: readonly PolicyLog[], key: VerifierKey): boolean {
  return listed.some((other) => other.key.publicKey.every((byte, i) => byte === key.publicKey[i]));
}

/** Whether the quorum is reached when exactly `signers` (keys whose signatures verified) have cosigned. */
export function meetsQuorum(policy: Policy, signers: readonly VerifierKey[]): boolean {
  return policy.quorum === 'none' || hasWitnessed(policy, policy.quorum, signers);
}

function hasWitnessed(policy: Policy, name: string, signers: readonly VerifierKey[]): boolean {
  const group = policy.groups.get(name);
  if (group !== undefined) {
    return group.members.filter((member) => hasWitnessed(policy, member, signers)).length >= group.needed;
  }
  const witness = policy.witnesses.find((candidate) => candidate.name === name);
  return (
    witness !== undefined && signers.some((signer) => sameKeyName(signer, witness.key) && isListed([witness], signer))
  );
}
