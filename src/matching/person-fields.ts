/** The two fields that may stand beside a name. The kind of an identifier (SSN, ITIN, ATIN, EIN) is never looked at (law 12). */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A birth date `yyyy-mm-dd` that is a day of the calendar, or null: such a row or question has no form with a birth date. */
export function usableBirthDate(text: string): string | null {
  const date = text.trim();
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date)) return null;
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8));
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return year > 0 && day >= 1 && day <= last ? date : null;
}

/** Nine digits, spaces and hyphens aside, not one digit nine times; or null: such a row or question has no form with an identifier. */
export function usableIdentifier(text: string): string | null {
  const digits = text.replaceAll(/[ -]/g, '');
  return /^[0-9]{9}$/.test(digits) && !/^(.)\1{8}$/.test(digits) ? digits : null;
}
