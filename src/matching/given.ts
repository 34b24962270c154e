/**
 * Given names that name one person: ROBERT, ROB and BOB. No chain ever joins two groups through a short form of both.
 *
 * A name of one group is written as the group. A short form of several groups (ALEX) keeps its own writing: the register
 * stores it for every member of those groups too, so that ALEXANDER and ALEXANDRA at one address make ALEX ambiguous.
 */
import { GIVEN_NAME_GROUPS } from './tables/given-names.ts';

export interface GivenKeys {
  /** The name in the first of its spellings (STEVEN as STEPHEN); a short form as itself. */
  readonly spelling: string;
  /** The one writing a question asks for. */
  readonly asked: string;
  /** Every writing a register row is kept under; `asked` among them. */
  readonly kept: readonly string[];
  /** Every group the name may stand for; the name itself if it stands for none. Never empty. */
  readonly groups: readonly string[];
}

function groupsByName(): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { spellings, shorts } of GIVEN_NAME_GROUPS) {
    const [formal = ''] = spellings;
    for (const member of [...spellings, ...shorts]) groups.set(member, [...(groups.get(member) ?? []), formal]);
  }
  return groups;
}

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  GIVEN_NAME_GROUPS.flatMap(({ spellings }) => spellings.map((name): [string, string] => [name, spellings[0] ?? name])),
);

/** The short forms of several groups, by group. Forms of the same groups (ED, EDDY) are one, written as the first of them. */
function sharedByGroup(groups: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const firsts = new Map<string, { name: string; owners: readonly string[] }>();
  for (const [name, owners] of groups) {
    const set = owners.join(' ');
    if (owners.length > 1 && !firsts.has(set)) firsts.set(set, { name, owners });
  }
  const shared = new Map<string, string[]>();
  for (const { name, owners } of firsts.values()) {
    for (const owner of owners) shared.set(owner, [...(shared.get(owner) ?? []), name]);
  }
  return shared;
}

function keysByName(): ReadonlyMap<string, GivenKeys> {
  const groups = groupsByName();
  const shared = sharedByGroup(groups);
  const firsts = new Map<string, string>();
  const keys = new Map<string, GivenKeys>();
  for (const [name, owners] of groups) {
    const [only] = owners;
    const spelling = SPELLINGS.get(name) ?? name;
    if (owners.length === 1 && only !== undefined) {
      keys.set(name, { spelling, asked: only, kept: [only, ...(shared.get(only) ?? [])], groups: [only] });
      continue;
    }
    const set = owners.join(' ');
    const first = firsts.get(set) ?? name;
    firsts.set(set, first);
    keys.set(name, { spelling, asked: first, kept: [first, ...owners], groups: owners });
  }
  return keys;
}

const KEYS = keysByName();

/** The keys of a folded given name. */
export function givenKeys(name: string): GivenKeys {
  return KEYS.get(name) ?? { spelling: name, asked: name, kept: [name], groups: [name] };
}
