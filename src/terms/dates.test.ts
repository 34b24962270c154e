import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, dayIn, instant, isDay, isTimeZone, startOfDay } from './dates.ts';

it('a day begins when the wall clock of the zone says so, in winter, in summer and on the days between', () => {
  // Expected values: offsets of the IANA time zone database for the zones and days named.
  const expected: readonly (readonly [string, string, string])[] = [
    ['2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z'],
    ['2026-07-15', 'America/New_York', '2026-07-15T04:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-07-15', 'Asia/Kolkata', '2026-07-14T18:30:00.000Z'],
    ['2026-07-15', 'UTC', '2026-07-15T00:00:00.000Z'],
  ];
  for (const [day, zone, at] of expected) assert.equal(startOfDay(day, zone), at);
});

it('an instant lies in the day that has begun and not in the one that has not', () => {
  const zones = fc.constantFrom('America/New_York', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC', 'Pacific/Auckland');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), zones, (days, zone) => {
      const day = addDays('1990-01-01', days);
      const begins = startOfDay(day, zone);
      assert.equal(dayIn(begins, zone), day);
      assert.equal(dayIn(new Date(Date.parse(begins) - 1).toISOString(), zone), addDays(day, -1));
    }),
  );
});

it('months end on the last day that they have', () => {
  assert.equal(addMonths('2026-08-31', 18), '2028-02-29');
  assert.equal(addMonths('2026-12-31', 2), '2027-02-28');
  assert.equal(addMonths('2026-01-15', -3), '2025-10-15');
});

it('only days that exist are days', () => {
  for (const day of ['2026-02-28', '2028-02-29', '1999-12-31']) assert.ok(isDay(day), day);
  for (const day of ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '2026-01-01T00:00', ''])
    assert.ok(!isDay(day), day);
});

it('an instant has one writing, and text that names none is a defect', () => {
  assert.equal(instant('2026-11-24T10:00:00-05:00'), '2026-11-24T15:00:00.000Z');
  assert.throws(() => instant('yesterday'));
});

it('a time zone is one that this program knows', () => {
  assert.ok(isTimeZone('America/New_York'));
  assert.ok(!isTimeZone('America/Atlantis'));
});
