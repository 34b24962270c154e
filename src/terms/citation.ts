/** Citations of the United States Code in the ways people write them. */

/** One provision: title, section with its letters and dashes, subdivisions as written, all in lower case: `18`, `1546`, `(a)`. */
export interface Citation {
  title: string;
  section: string;
  subdivisions: string;
}

const CODE = ' USC ';
const WRITINGS: readonly RegExp[] = [
  /UNITED STATES CODE ANNOTATED/g,
  /UNITED STATES CODE/g,
  /U\. ?S\. ?CODE/g,
  /US CODE/g,
  /U\. ?S\. ?C\.[AS]\b\.?/g,
  /U\. ?S\. ?C\.?/g,
  /USC[AS]\b/g,
];

/**
 * Reads `18 U.S.C. § 1546(a)`, `18 USC 1546 (a)`, `Title 18, United States Code, Section 1546(a)`, `section 1546(a) of title 18, U.S. Code`.
 * Null for anything else (several provisions, other codes, text before or after). `1324a` and `1324(a)` stay apart: they are different laws.
 */
export function readCitation(text: string): Citation | null {
  if (text.length > 200) return null;
  let folded = text.toUpperCase().normalize('NFKC').replace(/\s+/g, ' ');
  for (const writing of WRITINGS) folded = folded.replace(writing, CODE);
  folded = folded
    .replace(/§|\bSECTIONS?\b|\bSECS?\b\.?|\bSS\b/g, ' ')
    .replace(/,/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  const usual = /^(?:TITLE )?(\d{1,2}) USC (\d[\dA-Z]*(?:[-–]\d[\dA-Z]*)?) ?((?:\([\dA-Z]{1,5}\) ?)*)$/.exec(folded);
  const turned =
    /^(\d[\dA-Z]*(?:[-–]\d[\dA-Z]*)?) ?((?:\([\dA-Z]{1,5}\) ?)*) ?OF (?:TITLE )?(\d{1,2})(?: OF)?(?: THE)? USC$/.exec(
      folded,
    );
  if (usual !== null) return citation(usual[1], usual[2], usual[3]);
  return turned === null ? null : citation(turned[3], turned[1], turned[2]);
}

function citation(title: string | undefined, section: string | undefined, subdivisions: string | undefined): Citation {
  const low = (part: string | undefined): string => (part ?? '').toLowerCase().replace(/ /g, '').replace(/–/g, '-');
  return { title: String(Number(title)), section: low(section), subdivisions: low(subdivisions) };
}

/**
 * One text for every way of writing a citation: `18usc1546(a)`. A text that is no citation of the Code is compared as written but for
 * case and spaces. A different subdivision is a different provision (8 USC 1253(a) is criminal, 1253(c) is not).
 */
export function citationKey(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  if (keys.size >= KEYS_AT_MOST) keys.clear();
  const made = keyOf(text);
  keys.set(text, made);
  return made;
}

// The few citations of an exchange come again and again; reading one costs more than everything else of a clause.
const keys = new Map<string, string>();
const KEYS_AT_MOST = 1024;

function keyOf(text: string): string {
  const read = readCitation(text);
  if (read !== null) return `${read.title}usc${read.section}${read.subdivisions}`;
  return `text:${text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
}
