/**
 * Provinces of Canada and the first letters of their postal codes. Source: Canada Post addressing guidelines (facts; the
 * abbreviations are ISO 3166-2:CA).
 */
const ROWS: readonly (readonly [code: string, letters: string, writings: string])[] = [
  ['NL', 'A', 'NEWFOUNDLAND AND LABRADOR,NEWFOUNDLAND,NF,TERRE NEUVE'], ['NS', 'B', 'NOVA SCOTIA,NOUVELLE ECOSSE'],
  ['PE', 'C', 'PRINCE EDWARD ISLAND,PEI,ILE DU PRINCE EDOUARD'], ['NB', 'E', 'NEW BRUNSWICK,NOUVEAU BRUNSWICK'],
  ['QC', 'GHJ', 'QUEBEC,QUE,PQ'], ['ON', 'KLMNP', 'ONTARIO,ONT'], ['MB', 'R', 'MANITOBA,MAN'], ['SK', 'S', 'SASKATCHEWAN,SASK'],
  ['AB', 'T', 'ALBERTA,ALTA'], ['BC', 'V', 'BRITISH COLUMBIA,B C,COLOMBIE BRITANNIQUE'], ['YT', 'Y', 'YUKON,YUKON TERRITORY,YK'],
  ['NT', 'X', 'NORTHWEST TERRITORIES,NWT'], ['NU', 'X', 'NUNAVUT'],
];

export const PROVINCES: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([code, , writings]) => [code, ...writings.split(',')].map((writing) => [writing, code] as const)),
);

/** First letters of the postal codes of each province. */
export const PROVINCE_LETTERS: ReadonlyMap<string, string> = new Map(ROWS.map(([code, letters]) => [code, letters] as const));

/** French street types before the name, to one writing. */
export const FRENCH_TYPES: ReadonlyMap<string, string> = new Map([
  ['CH', 'CHEMIN'], ['CHEM', 'CHEMIN'], ['BOUL', 'BOULEVARD'], ['BD', 'BOULEVARD'], ['BLVD', 'BOULEVARD'], ['AV', 'AVENUE'],
  ['AVE', 'AVENUE'], ['R', 'RUE'], ['RTE', 'ROUTE'], ['PL', 'PLACE'], ['MTEE', 'MONTEE'], ['RG', 'RANG'],
]);
