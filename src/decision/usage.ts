/** Usage claims: what one inquiry would count against which bound. The gateway pseudonymises scope and member before either is stored. */

import { questionMember, type Standard } from '../inquiry/canonical.ts';
import type { Question } from '../inquiry/question.ts';
import type { Agreement } from '../terms/agreement.ts';
import type { UsageCount } from './standing.ts';

export const CAP_NAMES = [
  'officer-people',
  'case-people',
  'reason-people',
  'reason-cases',
  'person-questions',
  'address-people',
  'day-rows',
  'file-rows',
  'term-rows',
] as const;
export type CapName = (typeof CAP_NAMES)[number];

/**
 * `scope` names the set that is counted, `member` what would be added to it; '' is a plain counter of rows. `window_days` null counts for
 * as long as the scope's name lasts. For `person-questions` the gateway adds the snapshot's id to the member (law 7).
 */
export interface UsageClaim {
  readonly cap: CapName;
  readonly scope: string;
  readonly member: string;
  readonly window_days: number | null;
}

/** What the claims are made of. `person` names the person asked about, `address` the address key ('' where untyped). */
export interface Claimant {
  readonly question: Question;
  readonly standard: Standard;
  readonly agreement: Agreement;
  readonly person: string;
  readonly personKeys: readonly string[];
  readonly address: string;
  readonly reasonWriting: string;
  readonly day: string;
  readonly file: string;
}

const folded = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s+/gu, ' ').trim();
const named = (cap: CapName, ...parts: readonly string[]): string => JSON.stringify([cap, ...parts]);

/** The claims of one inquiry in a fixed order. A part that the question lacks makes no claim: the inquiry is refused for it anyway. */
export function claimsOf(claimant: Claimant): UsageClaim[] {
  const { agreement, question, person } = claimant;
  const { basis } = question;
  const claims: UsageClaim[] = [];
  const claim = (cap: CapName, scope: readonly string[], member: string, window: number | null = null): void => {
    claims.push({ cap, scope: named(cap, ...scope), member, window_days: window });
  };
  if (person !== '') {
    claim('officer-people', [agreement.id, folded(basis.officer)], person);
    claim('case-people', [agreement.id, folded(basis.case_number)], person);
    claim('reason-people', [agreement.id, claimant.reasonWriting], person);
    claim('reason-cases', [agreement.id, claimant.reasonWriting], folded(basis.case_number));
    // WHY by requester, not by agreement: two agreements of one requester must not give two allotments about one person (law 8).
    const asked = questionMember(question, claimant.standard);
    for (const key of claimant.personKeys)
      claim('person-questions', [agreement.requester, key], asked, agreement.budget.window_days);
    if (claimant.address !== '')
      claim('address-people', [agreement.requester, claimant.address], person, agreement.budget.window_days);
  }
  claim('day-rows', [agreement.id, claimant.day], '');
  claim('term-rows', [agreement.id], '');
  if (claimant.file !== '') claim('file-rows', [agreement.id, claimant.file], '');
  return claims;
}

/** The greatest count of a cap with this inquiry added: 0 where all are repeats or no claim was made. */
export function countWith(cap: CapName, claims: readonly UsageClaim[], usage: readonly UsageCount[]): number {
  let most = 0;
  for (let index = 0; index < claims.length; index += 1) {
    const found = usage[index];
    if (claims[index]?.cap !== cap || found === undefined || found.known) continue;
    if (found.count + 1 > most) most = found.count + 1;
  }
  return most;
}

/** The size of the cap's set once this inquiry is in it, whether or not it is a repeat. */
export function sizeWith(cap: CapName, claims: readonly UsageClaim[], usage: readonly UsageCount[]): number {
  const index = claims.findIndex((each) => each.cap === cap);
  const found = usage[index];
  if (found === undefined) return 0;
  return found.known ? found.count : found.count + 1;
}
