/**
 * The structure of US tax identifiers, for hints on input alone: it never changes an outcome, a size or a time (law 12),
 * and structure never shows that a number was issued.
 */

export type IdentifierShape =
  | 'ssn'
  | 'itin'
  | 'atin'
  /** Nine digits written 12-3456789: an employer's number, which has no other mark of its own. */
  | 'ein'
  /** Nine digits that no series has been given: middle 00, last 0000, first 000, 666, or an unused middle after 9. */
  | 'never-issued'
  | 'not-nine-digits'
  | 'absent';

/**
 * The series that the digits fall in. SSN: SSA POMS RM 10201.035 (never first 000, 666, 9xx; middle 00; last 0000).
 * ITIN: 9xx with middle 50-65, 70-88, 90-92, 94-99. ATIN: 9xx-93. Spaces and hyphens are of no account but for an EIN.
 */
export function identifierShape(text: string): IdentifierShape {
  const written = text.trim();
  if (written === '') return 'absent';
  if (/^\d{2}-\d{7}$/.test(written)) return 'ein';
  const digits = written.replace(/[\s-]/gu, '');
  if (!/^\d{9}$/.test(digits)) return 'not-nine-digits';
  return digits[0] === '9' ? afterNine(Number(digits.slice(3, 5))) : socialSecurity(digits);
}

function afterNine(middle: number): IdentifierShape {
  if (middle === 93) return 'atin';
  return (middle >= 50 && middle <= 65) || (middle >= 70 && middle <= 99 && middle !== 89) ? 'itin' : 'never-issued';
}

function socialSecurity(digits: string): IdentifierShape {
  const area = digits.slice(0, 3);
  const spare = area === '000' || area === '666' || digits.slice(3, 5) === '00' || digits.slice(5) === '0000';
  return spare ? 'never-issued' : 'ssn';
}

/** A sentence for the person who typed it, or null where there is nothing to say; the number is not repeated. */
export function identifierHint(text: string): string | null {
  const shape = identifierShape(text);
  if (shape === 'not-nine-digits')
    return 'This is not nine digits. Write a tax identifier as nine digits, with or without hyphens.';
  if (shape === 'never-issued') return 'No such number has been issued. Check the digits.';
  return null;
}
