/**
 * City words. Sources: USPS Publication 28, 292 (abbreviations in city names); the cities that stand alone in datelines are
 * common newspaper usage; Queens post offices are those of ZIP3 110, 111, 113, 114 and 116 (USPS, public domain).
 */

/** Cities that imply their state when none is written. */
export const LONE_CITIES: ReadonlyMap<string, string> = new Map([
  ['ATLANTA', 'GA'], ['BALTIMORE', 'MD'], ['BOSTON', 'MA'], ['CHICAGO', 'IL'], ['CINCINNATI', 'OH'], ['CLEVELAND', 'OH'],
  ['DALLAS', 'TX'], ['DENVER', 'CO'], ['DETROIT', 'MI'], ['HONOLULU', 'HI'], ['HOUSTON', 'TX'], ['INDIANAPOLIS', 'IN'],
  ['LASVEGAS', 'NV'], ['LOSANGELES', 'CA'], ['MIAMI', 'FL'], ['MILWAUKEE', 'WI'], ['MINNEAPOLIS', 'MN'],
  ['NEWORLEANS', 'LA'], ['NEWYORK', 'NY'], ['OKLAHOMACITY', 'OK'], ['PHILADELPHIA', 'PA'], ['PHOENIX', 'AZ'],
  ['PITTSBURGH', 'PA'], ['SAINTLOUIS', 'MO'], ['SALTLAKECITY', 'UT'], ['SANANTONIO', 'TX'], ['SANDIEGO', 'CA'],
  ['SANFRANCISCO', 'CA'], ['SEATTLE', 'WA'],
]);

/** Whole city writings, words joined, to the words they stand for. */
export const CITY_ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['NYC', ['NEW', 'YORK']], ['NEWYORKCITY', ['NEW', 'YORK']], ['MANHATTAN', ['NEW', 'YORK']], ['NY', ['NEW', 'YORK']],
  ['PHILA', ['PHILADELPHIA']], ['PHILLY', ['PHILADELPHIA']], ['LOSANGLES', ['LOS', 'ANGELES']], ['LA', ['LOS', 'ANGELES']],
  ['SF', ['SAN', 'FRANCISCO']], ['SLC', ['SALT', 'LAKE', 'CITY']], ['OKC', ['OKLAHOMA', 'CITY']], ['WASHINGTONDC', ['WASHINGTON']],
  ['INDPLS', ['INDIANAPOLIS']], ['MPLS', ['MINNEAPOLIS']], ['CINTI', ['CINCINNATI']], ['PGH', ['PITTSBURGH']],
  ['BALTO', ['BALTIMORE']], ['JAX', ['JACKSONVILLE']], ['VEGAS', ['LAS', 'VEGAS']], ['BKLYN', ['BROOKLYN']],
]);

/** Abbreviations of single words in city names, beyond those of street names. */
export const CITY_WORDS: ReadonlyMap<string, string> = new Map([
  ['ST', 'SAINT'], ['STE', 'SAINTE'], ['SN', 'SAN'], ['FT', 'FORT'], ['MT', 'MOUNT'], ['TWP', 'TOWNSHIP'], ['TWSP', 'TOWNSHIP'],
  ['CY', 'CITY'], ['N', 'NORTH'], ['S', 'SOUTH'], ['E', 'EAST'], ['W', 'WEST'], ['NO', 'NORTH'], ['SO', 'SOUTH'],
  ['NE', 'NORTHEAST'], ['NW', 'NORTHWEST'], ['SE', 'SOUTHEAST'], ['SW', 'SOUTHWEST'], ['BORO', 'BOROUGH'], ['HTS', 'HEIGHTS'],
  ['AFB', 'AIRFORCEBASE'], ['DR', 'DR'], ['LA', 'LA'], ['DEL', 'DEL'], ['EST', 'ESTATES'], ['CTY', 'CITY'], ['CTR', 'CENTER'],
  ['UPR', 'UPPER'], ['LWR', 'LOWER'], ['W.', 'WEST'], ['VLG', 'VILLAGE'], ['PR', 'PRAIRIE'], ['KY', 'KEY'], ['CP', 'CAMP'],
]);

/** Post offices of Queens, words joined: house numbers there are written with and without their hyphen. */
export const QUEENS: ReadonlySet<string> = new Set([
  'QUEENS', 'ARVERNE', 'ASTORIA', 'BAYSIDE', 'BEECHHURST', 'BELLEROSE', 'BREEZYPOINT', 'BRIARWOOD', 'BROADCHANNEL',
  'CAMBRIAHEIGHTS', 'COLLEGEPOINT', 'CORONA', 'DOUGLASTON', 'EASTELMHURST', 'ELMHURST', 'FARROCKAWAY', 'FLORALPARK',
  'FLUSHING', 'FORESTHILLS', 'FRESHMEADOWS', 'GLENOAKS', 'GLENDALE', 'HOLLIS', 'HOLLISHILLS', 'HOWARDBEACH',
  'JACKSONHEIGHTS', 'JAMAICA', 'JAMAICAESTATES', 'KEWGARDENS', 'KEWGARDENSHILLS', 'LAURELTON', 'LITTLENECK',
  'LONGISLANDCITY', 'MALBA', 'MASPETH', 'MIDDLEVILLAGE', 'OAKLANDGARDENS', 'OZONEPARK', 'QUEENSVILLAGE', 'REGOPARK',
  'RICHMONDHILL', 'RIDGEWOOD', 'ROCKAWAYBEACH', 'ROCKAWAYPARK', 'ROCKAWAYPOINT', 'ROSEDALE', 'SAINTALBANS',
  'SOUTHOZONEPARK', 'SOUTHRICHMONDHILL', 'SPRINGFIELDGARDENS', 'SUNNYSIDE', 'WHITESTONE', 'WOODHAVEN', 'WOODSIDE',
]);
