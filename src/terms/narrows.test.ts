import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { type Agreement, parseAgreement } from './agreement.ts';
import { narrows } from './narrows.ts';
import { loadPack, type Pack } from './pack.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function pair(agreementPath: string, packPath: string): { agreement: Agreement; pack: Pack } {
  const agreement = parseAgreement(read(agreementPath));
  const pack = loadPack(read(packPath));
  assert.ok(agreement.ok && pack.ok);
  return { agreement: agreement.agreement, pack: pack.pack };
}

const statutory = pair('examples/agreements/statutory.yaml', 'packs/us/26usc6103-i-2/pack.yaml');
const consent = pair('examples/agreements/consent.yaml', 'packs/generic/consent/pack.yaml');

/** The paths that widen once the agreement is changed. */
function widened(
  { agreement, pack }: { agreement: Agreement; pack: Pack },
  change: (draft: Agreement) => void,
): string[] {
  const draft = structuredClone(agreement);
  change(draft);
  return narrows(draft, pack).map((each) => each.path);
}

it('the examples narrow their packs', () => {
  assert.deepEqual(
    widened(statutory, () => {}),
    [],
  );
  assert.deepEqual(
    widened(consent, () => {}),
    [],
  );
});

const WIDENING: readonly (readonly [typeof statutory, string, (draft: Agreement) => void])[] = [
  [
    statutory,
    'pack.id',
    (draft) => {
      draft.pack.id = 'us/26usc6103-i-5';
    },
  ],
  [
    statutory,
    'pack.version',
    (draft) => {
      draft.pack.version = 2;
    },
  ],
  [
    statutory,
    'dates.expires',
    (draft) => {
      draft.dates.expires = '2028-03-01';
    },
  ],
  [
    statutory,
    'dates.waiting_days',
    (draft) => {
      draft.dates.waiting_days = 29;
    },
  ],
  [
    statutory,
    'dates.effective',
    (draft) => {
      draft.dates.signed = '2026-08-03';
    },
  ],
  [
    statutory,
    'statutes',
    (draft) => {
      draft.statutes = [];
    },
  ],
  [
    statutory,
    'periods',
    (draft) => {
      draft.periods = [];
    },
  ],
  [
    statutory,
    'caps.reason_people',
    (draft) => {
      draft.caps.reason_people = 101;
    },
  ],
  [
    statutory,
    'budget.questions_per_person',
    (draft) => {
      draft.budget.questions_per_person = 11;
    },
  ],
  [
    statutory,
    'budget.people_per_address',
    (draft) => {
      draft.budget.people_per_address = 10_001;
    },
  ],
  [
    statutory,
    'budget.window_days',
    (draft) => {
      draft.budget.window_days = 89;
    },
  ],
  [
    statutory,
    'budget.namesake_allowance',
    (draft) => {
      draft.budget.namesake_allowance = 1001;
    },
  ],
  [
    statutory,
    'retention_years',
    (draft) => {
      draft.retention_years = 4;
    },
  ],
  [
    statutory,
    'address_only_authority',
    (draft) => {
      draft.address_only_authority = null;
    },
  ],
  [
    consent,
    'person_fields',
    (draft) => {
      draft.person_fields = 'name';
    },
  ],
  [
    consent,
    'delegation',
    (draft) => {
      draft.delegation = true;
    },
  ],
  [
    consent,
    'consent_days',
    (draft) => {
      draft.consent_days = null;
    },
  ],
];

it('every term that would widen the pack is refused at its own place', () => {
  for (const [base, path, change] of WIDENING) assert.deepEqual(widened(base, change), [path]);
});

it('a level that the pack does not allow is refused', () => {
  const strict = { ...consent.pack, limits: { ...consent.pack.limits, levels: ['unit' as const] } };
  assert.deepEqual(
    widened({ ...consent, pack: strict }, (draft) => {
      draft.level = 'building';
    }),
    ['level'],
  );
});
