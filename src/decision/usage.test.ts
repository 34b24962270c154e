import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { type PackId, readFixtures, type Scene, sceneOf } from '../../packs/fixtures.ts';
import type { Question } from '../inquiry/question.ts';
import { admit } from './admit.ts';
import { prepare, usageClaims } from './ask.ts';
import type { UsageCount } from './standing.ts';
import type { UsageClaim } from './usage.ts';

const PACK: PackId = 'us/26usc6103-i-2';
const FIXTURES = readFixtures(PACK);

/** A ledger of what is counted, kept as the gateway would keep it: sets of members, and counters where the member is ''. */
class Ledger {
  readonly sets = new Map<string, Set<string>>();
  private rows = 0;
  private of(scope: string): Set<string> {
    const known = this.sets.get(scope) ?? new Set<string>();
    this.sets.set(scope, known);
    return known;
  }
  usage(claims: readonly UsageClaim[]): UsageCount[] {
    return claims.map(({ scope, member }) => ({
      known: member !== '' && this.of(scope).has(member),
      count: this.of(scope).size,
    }));
  }
  count(claims: readonly UsageClaim[]): void {
    this.rows += 1;
    for (const { scope, member } of claims) this.of(scope).add(member === '' ? `row ${this.rows}` : member);
  }
}

interface Asking {
  readonly surname: string;
  readonly house: number;
  readonly case: string;
  readonly reason: string;
  readonly period: string;
}
const askings = fc.record({
  surname: fc.constantFrom('Quintero', 'Vance', 'QUINTERO', 'Okafor'),
  house: fc.integer({ min: 1, max: 6 }),
  case: fc.constantFrom('C-1', 'C-2'),
  reason: fc.constantFrom(
    'Forged visa number 17 was mailed from Toledo in the spring.',
    'Forged visa number 18 was mailed from Toledo in the spring.',
  ),
  period: fc.constantFrom('2023', '2024'),
});

function question(base: Question, asking: Asking): Question {
  const person = { ...base.person, surname: asking.surname };
  const address = { ...base.address, delivery_line: `${asking.house} Larkspur Ln` };
  const basis = { ...base.basis, case_number: asking.case, reason: asking.reason };
  return { ...base, person, address, basis, period: asking.period };
}

interface Ran {
  readonly ledger: Ledger;
  /** By person, the distinct questions that were admitted, told apart by hand and not by the claims. */
  readonly questions: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Asks one after another and counts what is admitted. */
function run(scene: Scene, asked: readonly Asking[]): Ran {
  const ledger = new Ledger();
  const questions = new Map<string, Set<string>>();
  for (const asking of asked) {
    const ready = prepare(question(scene.question, asking), scene.terms, scene.submission);
    const claims = usageClaims(ready);
    const decision = admit(ready, { ...scene.standing, usage: ledger.usage(claims) }, scene.now);
    if (decision.kind !== 'admitted') continue;
    ledger.count(claims);
    const person = asking.surname.toUpperCase();
    questions.set(person, new Set(questions.get(person)).add(`${asking.house} ${asking.period}`));
  }
  return { ledger, questions };
}

it('law 8: distinct questions about one budget key never exceed its allotment, nor distinct people at one address theirs', () => {
  const scene = sceneOf(PACK, FIXTURES, {
    'agreement.budget.people_per_address': 2,
    'agreement.caps.people_per_officer': 3,
  });
  fc.assert(
    fc.property(fc.array(askings, { maxLength: 60 }), (asked) => {
      const { ledger, questions } = run(scene, asked);
      for (const distinct of questions.values()) assert.ok(distinct.size <= 2);
      for (const [scope, members] of ledger.sets) {
        const [cap] = JSON.parse(scope) as [string];
        const most = { 'person-questions': 2, 'address-people': 2, 'officer-people': 3 }[cap];
        if (most !== undefined) assert.ok(members.size <= most, `${cap} ${members.size}`);
      }
    }),
  );
});

it('law 7: the same question again spends no budget and is admitted again', () => {
  const scene = sceneOf(PACK, FIXTURES, {});
  const ledger = new Ledger();
  for (let turn = 0; turn < 10; turn += 1) {
    const ready = prepare(scene.question, scene.terms, scene.submission);
    const claims = usageClaims(ready);
    assert.equal(admit(ready, { ...scene.standing, usage: ledger.usage(claims) }, scene.now).kind, 'admitted');
    ledger.count(claims);
  }
  const sizes = [...ledger.sets].filter(([scope]) => !scope.includes('-rows')).map(([, members]) => members.size);
  assert.deepEqual(new Set(sizes), new Set([1]));
});

it('case and spacing of a name, an officer or a case number open no allotment of their own', () => {
  const { question: base, terms, submission } = sceneOf(PACK, FIXTURES, {});
  const person = {
    ...base.person,
    given_name: base.person.given_name.toUpperCase(),
    surname: ` ${base.person.surname.toLowerCase()} `,
  };
  const basis = { ...base.basis, officer: 'OFFICER-01', case_number: base.basis.case_number.toLowerCase() };
  const scopes = (asked: Question): string[] =>
    usageClaims(prepare(asked, terms, submission)).map((claim) => claim.scope);
  assert.deepEqual(scopes({ ...base, person, basis }), scopes(base));
});

it('the namesake allowance widens the allotment of a name alone, and of nothing else', () => {
  const held = { usage: { 'person-questions': { known: false, count: 2 } }, 'agreement.budget.namesake_allowance': 3 };
  const name = sceneOf(PACK, FIXTURES, held);
  assert.equal(admit(name.asked, name.standing, name.now).kind, 'admitted');
  const born = sceneOf(PACK, FIXTURES, {
    ...held,
    'agreement.person_fields': 'name-and-birth-date',
    'question.person.birth_date': '1979-05-17',
  });
  assert.equal(admit(born.asked, born.standing, born.now).kind, 'held');
});

it('claims are plain texts that name what they count, each cap at its own place', () => {
  const { asked } = sceneOf(PACK, FIXTURES, { 'submission.file': 'f-1' });
  const caps = usageClaims(asked)
    .map((claim) => claim.cap)
    .filter((cap) => cap !== 'person-questions');
  assert.deepEqual(caps, [
    'officer-people',
    'case-people',
    'reason-people',
    'reason-cases',
    'address-people',
    'day-rows',
    'term-rows',
    'file-rows',
  ]);
  assert.ok(usageClaims(asked).some((claim) => claim.cap === 'person-questions' && claim.window_days === 365));
  assert.ok(
    usageClaims(asked).some(
      (claim) => claim.scope === '["day-rows","AGR-FIXTURE","2026-11-24"]' && claim.member === '',
    ),
  );
});
