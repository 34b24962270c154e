/** Calendar days and instants. A day is `YYYY-MM-DD`; an instant is canonical UTC text `YYYY-MM-DDTHH:MM:SS.sssZ`; both sort as text. */

const DAY_MS = 86_400_000;

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The canonical writing of an instant. Throws on text that names none: times come from the gateway's clock, so that is a defect. */
export function instant(text: string): string {
  const ms = Date.parse(text);
  if (!Number.isFinite(ms)) throw new Error('not an instant: write an RFC 3339 date-time');
  return new Date(ms).toISOString();
}

/** The day `days` later (earlier if negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of the month `months` later; the month's last day where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** Whether this program knows the time zone (IANA name). */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

function offsetMs(ms: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(ms)) parts[part.type] = Number(part.value);
  const local = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return local - Math.floor(ms / 1000) * 1000;
}

/**
 * The instant at which the day begins in the zone.
 * LIMIT: rules of time zones are those of the running program; laws change them for the future, never for the past.
 */
export function startOfDay(day: string, zone: string): string {
  const utc = Date.parse(`${day}T00:00:00.000Z`);
  const guess = utc - offsetMs(utc, zone);
  return new Date(utc - offsetMs(guess, zone)).toISOString();
}

const QUARTER_MS = 900_000;
const lastOffset = { zone: '', quarter: Number.NaN, offset: 0 };

/** The day that the instant falls on in the zone. Offsets change on quarter hours only, so the last one is remembered. */
export function dayIn(at: string, zone: string): string {
  const ms = Date.parse(at);
  const quarter = Math.floor(ms / QUARTER_MS);
  if (lastOffset.zone !== zone || lastOffset.quarter !== quarter) {
    lastOffset.offset = offsetMs(ms, zone);
    lastOffset.zone = zone;
    lastOffset.quarter = quarter;
  }
  return new Date(ms + lastOffset.offset).toISOString().slice(0, 10);
}
