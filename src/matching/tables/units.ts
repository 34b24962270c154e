/**
 * Secondary unit designators. Source: USPS Publication 28 appendix C2 (public domain) by way of usaddress-scourgify (MIT),
 * with further writings. `#` stands for every designator that only says "a numbered room of this building
 * or plot of this ground" (apartment, suite, unit, room, lot, space, trailer): Publication 28 lets `#` stand for them when the right one is not known.
 */

/** Designators that any following word identifies. */
export const FIRM_DESIGNATORS: ReadonlyMap<string, string> = new Map([
  ['#', '#'], ['APT', '#'], ['APARTMENT', '#'], ['APPT', '#'], ['APMT', '#'], ['APRT', '#'], ['APTMT', '#'], ['APTS', '#'],
  ['UNIT', '#'], ['UNT', '#'], ['STE', '#'], ['SUITE', '#'], ['SUIT', '#'], ['SUTE', '#'], ['RM', '#'],
  ['BLDG', 'BLDG'], ['BLDNG', 'BLDG'], ['BLD', 'BLDG'], ['BLG', 'BLDG'], ['TRLR', '#'],
]);

/** Designators that are ordinary words too: only with an identifier that has a digit or is one letter. */
export const LOOSE_DESIGNATORS: ReadonlyMap<string, string> = new Map([
  ['BUILDING', 'BLDG'], ['ROOM', '#'], ['FL', 'FL'], ['FLR', 'FL'], ['FLOOR', 'FL'], ['LOT', '#'], ['LT', '#'], ['TRAILER', '#'],
  ['SPC', '#'], ['SPACE', '#'], ['SP', '#'], ['DEPT', 'DEPT'], ['DEPARTMENT', 'DEPT'], ['HNGR', 'HNGR'],
  ['HANGAR', 'HNGR'], ['HANGER', 'HNGR'], ['OFC', 'OFC'], ['OFFICE', 'OFC'], ['PIER', 'PIER'], ['SLIP', 'SLIP'],
  ['STOP', 'STOP'], ['KEY', 'KEY'], ['TOWER', 'TWR'], ['TWR', 'TWR'], ['WING', 'WING'], ['PH', 'PH'], ['PENTHOUSE', 'PH'],
  ['LOWER', 'LOWR'], ['UPPER', 'UPPR'], ['REAR', 'REAR'], ['FRONT', 'FRNT'], ['BOX', 'BOX'], ['BX', 'BOX'], ['MAILBOX', 'BOX'],
  ['PMB', 'PMB'], ['NO', '#'], ['NUM', '#'], ['NUMBER', '#'], ['CONDO', '#'], ['VILLA', 'VILLA'], ['STALL', 'STALL'],
]);

/** Designators that need no identifier, at the end of a line. */
export const LONE_DESIGNATORS: ReadonlyMap<string, string> = new Map([
  ['BSMT', 'BSMT'], ['BASEMENT', 'BSMT'], ['FRNT', 'FRNT'], ['FRONT', 'FRNT'], ['LBBY', 'LBBY'], ['LOBBY', 'LBBY'],
  ['LOWR', 'LOWR'], ['LOWER', 'LOWR'], ['OFC', 'OFC'], ['PH', 'PH'], ['PENTHOUSE', 'PH'], ['REAR', 'REAR'],
  ['SIDE', 'SIDE'], ['UPPR', 'UPPR'], ['UPPER', 'UPPR'], ['UPSTAIRS', 'UPPR'], ['DOWNSTAIRS', 'LOWR'],
]);

/** Words that make a line before or after the street the name of a building: kept, since it may tell two doors apart. */
export const BUILDING_WORDS: ReadonlySet<string> = new Set([
  'BUILDING', 'BLDG', 'HALL', 'TOWER', 'TOWERS', 'DORM', 'DORMITORY', 'HOUSE', 'APARTMENTS', 'APTS', 'CONDOMINIUMS',
  'LOFTS', 'ANNEX', 'BARRACKS', 'WING', 'CAMPUS', 'COMPLEX',
]);
