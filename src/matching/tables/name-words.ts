/**
 * Words of names that are not names: particles, titles, suffixes, letters after a name, placeholders.
 * Our own lists, after the writings on US federal forms and in the labelled material.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that belong to the surname word after them. They are written together: DE LA CRUZ, DELA CRUZ and DELACRUZ are one. */
export const SURNAME_PARTICLES = list(`
  ABU AL AP AT BAR BEN BIN BINT D DA DAL DALLA DAS DE DEGLI DEI DEL DELA DELAS DELLA DELLO DELOS DEN DER DES DI DO
  DOS DU EL FITZ IBN L LA LAS LE LES LO LOS MAC MC O SAN SANTA SANTO ST TEN TER UM UMM VAN VANDE VANDEN VANDER VOM VON
  VONDER ZU ZUM ZUR`);

/** Particles that are read before the last word where the whole name is one text; no first names and no initials among them. */
export const TEXT_PARTICLES = list(`
  DA DAS DE DEL DELA DELAS DELLA DELOS DEN DER DI DOS DU EL FITZ LA LAS LE LOS MAC MC SAN SANTA ST SAINT TEN TER VAN VANDE
  VANDEN VANDER VON VONDER ZU ZUR`);

/** Particles that move from the end of the middle name to the surname: middle DE LA, surname CRUZ. VAN is not one: it is a Vietnamese middle name. */
export const TRAILING_PARTICLES = list('DA DAS DE DEL DELA DELLA DELOS DEN DER DI DOS DU LA LAS LOS VANDER VON ZU');

/** Particles that belong to the given or middle word after them: DE ANDRE, LA TOYA, MARIA DEL CARMEN, D ARCY is not one (D is an initial). */
export const GIVEN_PARTICLES = list('DE DEL DELA DELOS LA LAS LOS');

/** Links between two surnames, which say nothing: GARCIA Y MARQUEZ. */
export const SURNAME_LINKS = list('Y I E');

/** Titles before a name. Titles that are given names too (MAJOR, DEAN, PRINCE, KING) are not here. */
export const TITLES = list('MR MRS MS MISS MX DR PROF PROFESSOR REV REVEREND SIR DAME MADAM MISTER SRA SRTA');

/** Letters after a name that distinguish nobody. */
export const POSTNOMINALS = list('ESQ ESQUIRE PHD DDS DMD DVM CPA JD LLD LLM MBA RN USA USN USMC USAF RET RETIRED OBE CBE MBE');

/** Generational suffixes and their canonical writing. FGDC and NIEM leave them free text; II and JR stay apart. */
export const SUFFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    JR: 'JR', JNR: 'JR', JUNIOR: 'JR', JUN: 'JR',
    SR: 'SR', SNR: 'SR', SENIOR: 'SR', SEN: 'SR',
    I: '1', '1ST': '1', FIRST: '1', '1': '1',
    II: '2', '2ND': '2', '2D': '2', SECOND: '2', '2': '2',
    III: '3', '3RD': '3', '3D': '3', THIRD: '3', '3': '3',
    IV: '4', '4TH': '4', FOURTH: '4', IIII: '4', '4': '4',
    V: '5', '5TH': '5', FIFTH: '5', '5': '5',
    VI: '6', '6TH': '6', SIXTH: '6', '6': '6',
    VII: '7', '7TH': '7', SEVENTH: '7', '7': '7',
  }),
);

/** Suffix words that are no part of any name: wherever they stand in a name field they are the suffix. */
export const SUFFIX_WORDS = list('JR JNR SR SNR II III IIII IV VII 2ND 2D 3RD 3D 4TH 5TH 6TH 7TH 2 3 4 5 6 7');

/** Suffix words that are names too: the suffix beside another word of the field, but not as the first of the given names. */
export const NAMELIKE_SUFFIXES = list('JUNIOR SENIOR SECOND THIRD FOURTH FIFTH HIJO FILHO FILS');

/** Suffix words that are initials or names before a surname: the suffix within one only. */
export const SURNAME_SUFFIXES = list('V VI');

/** After THE or EL, and alone in the suffix field, these tell father from son. */
export const ARTICLE_SUFFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    YOUNGER: 'JR', SON: 'JR', HIJO: 'JR', MENOR: 'JR', FILHO: 'JR', FILS: 'JR', JOVEN: 'JR',
    ELDER: 'SR', OLDER: 'SR', FATHER: 'SR', PADRE: 'SR', MAYOR: 'SR', VIEJO: 'SR', PAI: 'SR', PERE: 'SR',
  }),
);

/** Words that put a second name or a doubt beside a name. OR is a name too, as the first given name or a whole surname. */
export const SEVERAL_WORDS = list('OR AND AKA FKA NKA DBA NOT ALIAS NEE EITHER MAYBE PERHAPS POSSIBLY UND ODER FORMERLY');

/** Suffix words that are recognised at the end of a surname; the rest of `SUFFIXES` only in the suffix field. */
export const TRAILING_SUFFIXES = list('JR JNR JUNIOR SR SNR SENIOR II III IIII IV V VI VII 2ND 2D 3RD 3D 4TH 5TH 6TH 7TH');

/** Suffix words recognised after a given or middle name: V and I are initials there, SR and JUNIOR may be names. */
export const GIVEN_SUFFIXES = list('JR JNR SNR II III IIII IV 2ND 3RD 4TH');

/** Writings that say "this part of the name is absent": a person with the other part only is a one-name person. Joined words. */
export const ABSENT_PARTS = list('FNU LNU NFN NLN NFNLN FIRSTNAMEUNKNOWN LASTNAMEUNKNOWN NOFIRSTNAME NOLASTNAME NOGIVENNAME NOSURNAME NONE NIL');

/** Writings that say "no middle name". Joined words. */
export const ABSENT_MIDDLES = list('NMN NMI NONE NIL NA NOMIDDLENAME NOMIDDLEINITIAL NOMIDDLE MNU UNK UNKNOWN');

/** A given name or surname that reads so makes the whole name a placeholder. Joined words. */
export const PLACEHOLDER_PARTS = list(`
  UNKNOWN UNK UNKN UNKNOW UKNOWN UNKNWN UNNAMED NONAME NAMEUNKNOWN UNKNOWNNAME NOTGIVEN NOTPROVIDED NOTAVAILABLE
  NOTAPPLICABLE NOTKNOWN NOTSTATED UNIDENTIFIED UNDISCLOSED UNAVAILABLE ANONYMOUS ANON FAILEDTOPROVIDE FAILURETOPROVIDE
  DIDNOTPROVIDE REFUSED REFUSEDTOPROVIDE DECLINED DECLINEDTOSTATE DONTKNOW DONOTKNOW DONTCARE TBD ASDF QWERTY XXX XXXX
  XXXXX XXXXXX ZZZ ZZZZ OCCUPANT CURRENTOCCUPANT RESIDENT CURRENTRESIDENT BABYBOY BABYGIRL NEWBORN INFANT TAXPAYER
  FIRSTNAME LASTNAME GIVENNAME SURNAME FULLNAME FIRSTNAMELASTNAME NAMENOTGIVEN NONAMEGIVEN NONAMEPROVIDED MISSINGNAME
  SAMEASABOVE SEEABOVE SEEATTACHED`);

/** Writings that are names of real people too (NA, NULL, NO): a placeholder only when every part given is one. Joined words. */
export const PLACEHOLDER_ALONE = list(`
  NA NAN NO NULL TEST TESTING TESTER TESTNAME TESTCASE X XX BLANK NAME SAME EMPTY MISSING NN N A DUMMY SAMPLE NOBODY
  SOMEONE NONE NIL FNU LNU NFN NLN UNDEFINED DECEASED SUBJECT PERSON`);

/** Whole names that stand for nobody in law: given name, then surname. */
export const PLACEHOLDER_NAMES = list('JOHN|DOE JANE|DOE JOHN|ROE JANE|ROE RICHARD|ROE JOHN|PUBLIC TEST|USER TEST|PERSON TEST|CASE JOE|BLOW');
