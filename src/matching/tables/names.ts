/**
 * Words of street names that are written in several ways. Source: the abbreviations of USPS Publication 28, 26 and 35; street
 * names of persons met in the labelled sets of datamade/usaddress (MIT).
 */
export const NAME_WORDS: ReadonlyMap<string, string> = new Map([
  ['JR', 'JUNIOR'], ['SR', 'SENIOR'], ['GEN', 'GENERAL'], ['CAPT', 'CAPTAIN'], ['COL', 'COLONEL'], ['SGT', 'SERGEANT'],
  ['GOV', 'GOVERNOR'], ['PRES', 'PRESIDENT'], ['SEN', 'SENATOR'], ['REV', 'REVEREND'], ['MSGR', 'MONSIGNOR'],
  ['INTL', 'INTERNATIONAL'], ['NATL', 'NATIONAL'], ['UNIV', 'UNIVERSITY'], ['CTY', 'COUNTY'], ['CNTY', 'COUNTY'],
  ['CO', 'COUNTY'], ['TWP', 'TOWNSHIP'], ['MEML', 'MEMORIAL'], ['MEM', 'MEMORIAL'], ['IND', 'INDUSTRIAL'],
  ['INDL', 'INDUSTRIAL'], ['INDUS', 'INDUSTRIAL'], ['EXEC', 'EXECUTIVE'], ['CORP', 'CORPORATE'], ['TECH', 'TECHNOLOGY'],
  ['COML', 'COMMERCIAL'], ['ARPT', 'AIRPORT'], ['BUS', 'BUSINESS'], ['BYP', 'BYPASS'], ['ALT', 'ALTERNATE'],
  ['SVC', 'SERVICE'], ['SERV', 'SERVICE'], ['SRV', 'SERVICE'], ['FRTG', 'FRONTAGE'], ['STE', 'SAINTE'],
]);

/** Whole names, words joined after NAME_WORDS, to the name they stand for. */
export const NAME_ALIASES: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ['MARTIN LUTHER KING', 'MLK', 'MLKING', 'MLKINGJUNIOR', 'MLKJUNIOR', 'DRMLK', 'DRMLKING', 'DRMLKJUNIOR', 'MARTINLKING',
        'MARTINLKINGJUNIOR', 'MARTINLUTHERKINGJUNIOR', 'DRMARTINLUTHERKING', 'DRMARTINLUTHERKINGJUNIOR', 'DOCTORMLK',
        'DOCTORMLKING', 'DOCTORMLKINGJUNIOR', 'DOCTORMLKJUNIOR', 'DOCTORMARTINLUTHERKING', 'DOCTORMARTINLKING',
        'DOCTORMARTINLKINGJUNIOR', 'DOCTORMARTINLUTHERKINGJUNIOR', 'REVERENDMARTINLUTHERKING',
        'REVERENDDOCTORMARTINLUTHERKINGJUNIOR', 'REVERENDMARTINLUTHERKINGJUNIOR', 'MARTINLUTHERKINGJUNIORMEMORIAL'],
      ['JOHN F KENNEDY', 'JFK', 'JOHNFKENNEDY', 'JOHNFITZGERALDKENNEDY', 'JFKENNEDY', 'PRESIDENTJOHNFKENNEDY'],
      ['FRANKLIN D ROOSEVELT', 'FDR', 'FRANKLINDROOSEVELT', 'FRANKLINDELANOROOSEVELT'],
      ['CESAR CHAVEZ', 'CESARECHAVEZ', 'CESARCHAVEZ'],
      ['CAPITAL OF TEXAS', 'CAPITALOFTX', 'CAPITALOFTEXAS', 'CPTLOFTX', 'CPTLOFTEXAS'],
    ] as const
  ).flatMap(([name, ...writings]) => writings.map((writing) => [writing, name.split(' ')] as const)),
);
