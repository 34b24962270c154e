/**
 * States and their ZIP3 prefixes. Sources: USPS Publication 28 appendix B (public domain) by way of usaddress-scourgify (MIT),
 * completed by the territories; ZIP3 by the USPS Domestic Mail Manual labelling list L002 (public domain).
 */
const NAMES: readonly (readonly [code: string, writings: string])[] = [
  ['AL', 'ALABAMA,ALA'], ['AK', 'ALASKA,ALAS'], ['AZ', 'ARIZONA,ARIZ'], ['AR', 'ARKANSAS,ARK'],
  ['CA', 'CALIFORNIA,CALIF,CAL'], ['CO', 'COLORADO,COLO,COL'], ['CT', 'CONNECTICUT,CONN'], ['DE', 'DELAWARE,DEL'],
  ['DC', 'DISTRICT OF COLUMBIA,D C,DIST OF COLUMBIA'], ['FL', 'FLORIDA,FLA,FLOR'], ['GA', 'GEORGIA'], ['HI', 'HAWAII'],
  ['ID', 'IDAHO,IDA'], ['IL', 'ILLINOIS,ILL'], ['IN', 'INDIANA,IND'], ['IA', 'IOWA'], ['KS', 'KANSAS,KANS,KAN'],
  ['KY', 'KENTUCKY,KENT,KEN'], ['LA', 'LOUISIANA'], ['ME', 'MAINE'], ['MD', 'MARYLAND'], ['MA', 'MASSACHUSETTS,MASS'],
  ['MI', 'MICHIGAN,MICH'], ['MN', 'MINNESOTA,MINN'], ['MS', 'MISSISSIPPI,MISS'], ['MO', 'MISSOURI'], ['MT', 'MONTANA,MONT'],
  ['NE', 'NEBRASKA,NEBR,NEB'], ['NV', 'NEVADA,NEV'], ['NH', 'NEW HAMPSHIRE,N H'], ['NJ', 'NEW JERSEY,N J'],
  ['NM', 'NEW MEXICO,N MEX,NEW M,N M'], ['NY', 'NEW YORK,N Y'], ['NC', 'NORTH CAROLINA,N CAROLINA,N C'],
  ['ND', 'NORTH DAKOTA,N DAKOTA,N DAK,N D'], ['OH', 'OHIO'], ['OK', 'OKLAHOMA,OKLA'], ['OR', 'OREGON,OREG,ORE'],
  ['PA', 'PENNSYLVANIA,PENN,PENNA'], ['RI', 'RHODE ISLAND,R I'], ['SC', 'SOUTH CAROLINA,S CAROLINA,S C'],
  ['SD', 'SOUTH DAKOTA,S DAKOTA,S DAK,S D'], ['TN', 'TENNESSEE,TENN'], ['TX', 'TEXAS,TEX'], ['UT', 'UTAH'],
  ['VT', 'VERMONT'], ['VA', 'VIRGINIA'], ['WA', 'WASHINGTON,WASH'], ['WV', 'WEST VIRGINIA,W VIRGINIA,W VA'],
  ['WI', 'WISCONSIN,WISC,WIS'], ['WY', 'WYOMING,WYO'], ['PR', 'PUERTO RICO,P R'], ['VI', 'VIRGIN ISLANDS,US VIRGIN ISLANDS,V I'],
  ['GU', 'GUAM'], ['AS', 'AMERICAN SAMOA'], ['MP', 'NORTHERN MARIANA ISLANDS'], ['PW', 'PALAU'], ['FM', ''], ['MH', ''],
  ['AA', 'ARMED FORCES AMERICAS'], ['AE', 'ARMED FORCES EUROPE'], ['AP', 'ARMED FORCES PACIFIC'],
];

/** Writing of a state, words parted by one space, to its code. */
export const STATES: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap(([code, writings]) =>
    [code, ...writings.split(',')].filter((writing) => writing !== '').map((writing) => [writing, code] as const),
  ),
);

/** Codes that are street words too (court, northeast, floor, lane, ...): a state only when the ZIP agrees or nothing contradicts. */
export const DOUBTFUL_CODES: ReadonlySet<string> = new Set(['CT', 'NE', 'FL', 'LA', 'PR', 'KY', 'MT', 'VI', 'AL', 'IS', 'AS', 'PW', 'FM', 'AA']);

const ZIP3: readonly (readonly [state: string, prefixes: string])[] = [
  ['NY', '005,100-149'], ['PR', '006,007,009'], ['VI', '008'], ['MA', '010-027,055'], ['RI', '028,029'], ['NH', '030-038'],
  ['ME', '039-049'], ['VT', '050-054,056-059'], ['CT', '060-069'], ['NJ', '070-089'], ['AE', '090-099'], ['PA', '150-196'],
  ['DE', '197-199'], ['DC', '200,202-205,569'], ['VA', '201,220-246'], ['MD', '206-219'], ['WV', '247-268'], ['NC', '270-289'],
  ['SC', '290-299'], ['GA', '300-319,398,399'], ['FL', '320-339,341,342,344,346,347,349'], ['AA', '340'], ['AL', '350-352,354-369'],
  ['TN', '370-385'], ['MS', '386-397'], ['KY', '400-427'], ['OH', '430-459'], ['IN', '460-479'], ['MI', '480-499'],
  ['IA', '500-516,520-528'], ['WI', '530-532,534,535,537-549'], ['MN', '550,551,553-567'], ['SD', '570-577'], ['ND', '580-588'],
  ['MT', '590-599'], ['IL', '600-620,622-629'], ['MO', '630,631,633-641,644-658'], ['KS', '660-662,664-679'],
  ['NE', '680,681,683-693'], ['LA', '700,701,703-708,710-714'], ['AR', '716-729'], ['OK', '730,731,734-741,743-749'],
  ['TX', '733,750-770,772-799,885'], ['CO', '800-816'], ['WY', '820-831'], ['ID', '832-838'], ['UT', '840-847'],
  ['AZ', '850-853,855-857,859,860,863-865'], ['NM', '870,871,873-875,877-884'], ['NV', '889-891,893-895,897,898'],
  ['CA', '900-908,910-928,930-961'], ['AP', '962-966'], ['HI', '967,968'], ['GU', '969'], ['OR', '970-979'],
  ['WA', '980-986,988-994'], ['AK', '995-999'],
];

function expand(prefixes: string): string[] {
  return prefixes.split(',').flatMap((range) => {
    const [from = '', to = from] = range.split('-');
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => String(Number(from) + i).padStart(3, '0'));
  });
}

/** First three digits of a ZIP to its state; a prefix that is absent is not in use. */
export const STATE_OF_ZIP3: ReadonlyMap<string, string> = new Map(
  ZIP3.flatMap(([state, prefixes]) => expand(prefixes).map((prefix) => [prefix, state] as const)),
);

/** States whose ZIPs begin with 0, so that a spreadsheet may have eaten the first digit. */
export const ZERO_ZIP_STATES: ReadonlySet<string> = new Set(['CT', 'MA', 'ME', 'NH', 'NJ', 'RI', 'VT']);
