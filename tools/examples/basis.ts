/** Legal bases for the example inquiries: what the two example agreements ask for (examples/agreements). */

export type Cells = Record<string, string>;

const two = (n: number) => String(n).padStart(2, '0');

const STATUTES = [
  '18 U.S.C. § 1546(a)',
  '8 U.S.C. § 1326(a)',
  '18 USC 1028(a)',
  '8 USC 1253(a)(1)',
  'Title 18, United States Code, Section 1546(a)',
  '8 U.S.C. 1326 (a)',
];
const PURPOSES = [
  'criminal investigation',
  'criminal-investigation',
  'Criminal Investigation',
  'criminal prosecution',
  'grand jury investigation',
];
const PROCEEDINGS = ['investigation', 'investigation', 'Investigation', 'proceeding', 'grand-jury'];

/** Facts of a matter, two of which make a reason that no other matter has. */
const FINDS = [
  'A residence permit bearing this name was seized',
  'Counterfeit visas were mailed under this name',
  'A notary reported forged affidavits signed with this name',
  'A bank reported an account opened with an altered passport',
  'An employer turned over documents with a borrowed identity',
  'A border crossing after removal was recorded',
  'A carrier reported a ticket bought with a forged travel document',
  'A printer of identity cards kept a ledger that lists this name',
  'A lease signed after the order was recovered',
  'A vehicle title was issued on false papers',
];
const BEARINGS = [
  'and the tax return for the year names where its signer lived',
  'and the mailing place bears on venue for the charge',
  'and a court date was set on the strength of the address given',
  'and the charging document must name the district of residence',
  'and the defence disputes the place where it happened',
  'and the warrant affidavit rests on the place named in the papers',
];

/** The basis of matter `n` (from 0): its own case number, reason, officer and statute; everything in it holds. */
export function statutoryBasis(n: number): Cells {
  const reason = `${FINDS[n % FINDS.length]} ${BEARINGS[Math.floor(n / FINDS.length) % BEARINGS.length]}.`;
  return {
    period: '2024',
    purpose: PURPOSES[n % PURPOSES.length] as string,
    authority: STATUTES[n % STATUTES.length] as string,
    proceeding: PROCEEDINGS[n % PROCEEDINGS.length] as string,
    case_number: `EX-2026-${String(1000 + n * 7)}`,
    reason,
    official: ['head-01', 'ig-01', 'official-01'][n % 3] as string,
    officer: `officer-${two(1 + (n % 12))}`,
    attests_engaged: ['true', 'yes', 'Y', '1'][n % 4] as string,
    attests_sole_use: ['true', 'TRUE', 'yes', '1'][n % 4] as string,
    final_order_date: `20${two(8 + (n % 17))}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`,
  };
}

/** As many matters as there are distinct reasons. */
export const MATTERS = FINDS.length * BEARINGS.length;

/** The basis of a consent inquiry; everything in it holds. */
export function consentBasis(n: number): Cells {
  return {
    purpose: ['benefit eligibility', 'benefit payment address', 'Benefit-Eligibility'][n % 3] as string,
    case_number: `BEN-${30000 + n * 11}`,
    officer: `officer-${two(1 + (n % 12))}`,
    attests_engaged: 'yes',
    attests_sole_use: 'yes',
    consent_date: `2026-${two(8 + (n % 3))}-${two(1 + (n % 28))}`,
    consent_scope: ['current mailing address', 'confirmation of my address on file'][n % 2] as string,
    consent_sha256: '0123456789abcdef'
      .repeat(4)
      .slice(n % 16)
      .padEnd(64, 'a5'),
  };
}
