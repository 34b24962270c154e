/** Deliveries that are no street: PO boxes, rural and highway-contract routes, military boxes, general delivery. */
import type { Delivery } from './reading.ts';

const BOX_WRITINGS: readonly (readonly string[])[] = [
  ['POST', 'OFFICE', 'BOX'],
  ['POST', 'OFFICE', 'BX'],
  ['P', 'O', 'BOX'],
  ['P', 'O', 'BX'],
  ['PO', 'BOX'],
  ['PO', 'BX'],
  ['P', 'OBOX'],
  ['POST', 'BOX'],
  ['P', 'BOX'],
  ['PO', 'DRAWER'],
  ['P', 'O', 'DRAWER'],
  ['PO', 'DWR'],
  ['PO', 'B'],
  ['P', 'O', 'B'],
  ['P', 'OB'],
  ['POB'],
  ['POBOX'],
  ['PBOX'],
  ['POBX'],
  ['APARTADO'],
  ['APDO'],
  ['POST', 'OFFICE', 'DRAWER'],
];

/** Words that with their number only sort the mail inside an organisation. */
const SORTING = new Set([
  'DEPT',
  'DEPARTMENT',
  'BIN',
  'FILE',
  'MSC',
  'DRAWER',
  'CUSTOMER',
  'ACCT',
  'ACCOUNT',
  'STOP',
  'MS',
  'MAILSTOP',
  'LOCATION',
  '#',
  'MAIL',
  'CODE',
  'MC',
]);

function startsAt(words: readonly string[], at: number, writing: readonly string[]): boolean {
  return writing.every((part, i) => words[at + i] === part);
}

function isId(word: string | undefined): boolean {
  return (
    word !== undefined && (/^\d[\dA-Z-]*$/.test(word) || /^[A-Z]$/.test(word) || /^[A-Z]{1,2}\d+[A-Z]?$/.test(word))
  );
}

const BOX_STARTS = new Set(BOX_WRITINGS.map((writing) => writing[0] ?? ''));

/** Every writing of a post office box becomes the one word POBOX. */
export function foldBoxes(words: readonly string[]): string[] {
  if (!words.some((word) => BOX_STARTS.has(word))) return [...words];
  const out: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const writing = BOX_STARTS.has(words[at] ?? '')
      ? BOX_WRITINGS.find((parts) => startsAt(words, at, parts))
      : undefined;
    const id = writing === undefined ? at : at + writing.length;
    const bare = words[id] === '#' || words[id] === 'NO' || words[id] === 'NUMBER' ? words[id + 1] : words[id];
    if (writing === undefined || !isId(bare)) {
      out.push(words[at] === 'PO' && /^\d+$/.test(words[at + 1] ?? '') ? 'POBOX' : (words[at] ?? ''));
      continue;
    }
    out.push('POBOX');
    at += writing.length - 1;
  }
  return out;
}

interface Identified {
  readonly id: string;
  readonly next: number;
}

function idAt(words: readonly string[], at: number): Identified | null {
  const start = words[at] === '#' || words[at] === 'NO' || words[at] === 'NUMBER' || words[at] === 'NUM' ? at + 1 : at;
  const first = words[start];
  if (first === undefined || !isId(first)) return null;
  const second = words[start + 1] ?? '';
  const joins = /^\d+$/.test(first)
    ? /^[A-DF-MO-RT-VX-Z]$/.test(second)
    : /^[A-Z]$/.test(first) && /^\d+$/.test(second);
  return joins ? { id: first + second, next: start + 2 } : { id: first, next: start + 1 };
}

/** What follows a box or route: sorting words are dropped, anything else is kept, so that it tells two lines apart. */
function leftover(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = words[0] === 'AT' ? 1 : 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (SORTING.has(word)) while (isId(words[i + 1])) i++;
    else kept.push(word);
  }
  return kept.length === 0 ? [] : [`AT ${kept.join(' ')}`];
}

function delivery(kind: Delivery['class'], number: string, name: readonly string[], unit: readonly string[]): Delivery {
  return { class: kind, number, pre: '', name, suffix: '', post: '', unit };
}

const BARE_BOXES = new Set(['BOX', 'BX', 'DRAWER', 'LOCKBOX']);

/** A box without PO: at the start, or after nothing but sorting words and their numbers; LOCK BOX anywhere. */
function bareBox(words: readonly string[]): number {
  const lock = words.indexOf('LOCKBOX');
  if (lock >= 0) return lock;
  const locked = words.findIndex((word, i) => word === 'BOX' && words[i - 1] === 'LOCK');
  if (locked >= 0) return locked;
  const at = words.findIndex((word) => BARE_BOXES.has(word));
  return at >= 0 && leftover(words.slice(0, at)).length === 0 ? at : -1;
}

/** A PO box, with the words before it dropped (department, station): the box and its ZIP say it all. */
export function poBox(words: readonly string[]): Delivery | null {
  let at = words.lastIndexOf('POBOX');
  if (at < 0) at = bareBox(words);
  if (at < 0) return null;
  const box = idAt(words, at + 1);
  if (box === null || /^0+$/.test(box.id)) return null;
  return delivery('po-box', box.id, [], leftover(words.slice(box.next)));
}

const ROUTES: readonly (readonly [kind: string, writings: string])[] = [
  [
    'HC',
    'HIGHWAY CONTRACT ROUTE,HIGHWAY CONTRACT RTE,HIGHWAY CONTRACT RT,HWY CONTRACT ROUTE,HIGHWAY CONTRACT,HWY CONTRACT,HC ROUTE,HC RTE,HC RT,' +
      'STAR ROUTE,STAR RTE,STAR RT,HCR,HC,H C R,H C,HCRT',
  ],
  [
    'RR',
    'RURAL ROUTE,RURAL RTE,RURAL RT,RURAL FREE DELIVERY,RURAL DELIVERY,RFD ROUTE,RFD,R F D,RR,R R,R D,RD,ROUTE,RTE,RT,RURAL',
  ],
];
const ROUTE_WRITINGS = ROUTES.flatMap(([kind, writings]) =>
  writings.split(',').map((writing) => ({ kind, parts: writing.split(' ') })),
);
const ROUTE_STARTS = new Set(ROUTE_WRITINGS.map((writing) => writing.parts[0] ?? ''));

/** RR 2 BOX 18, HC 68 BOX 23A. */
export function route(words: readonly string[]): Delivery | null {
  if (!ROUTE_STARTS.has(words[0] ?? '')) return null;
  const writing = ROUTE_WRITINGS.find(({ parts }) => startsAt(words, 0, parts));
  if (writing === undefined) return null;
  const number = idAt(words, writing.parts.length);
  const at = number?.next ?? writing.parts.length;
  const marked = words[at] === 'BOX' || words[at] === 'POBOX' || words[at] === 'BX';
  const hashed =
    words[at] === '#' &&
    /^(R|H)/.test(words[0] ?? '') &&
    words[0] !== 'RT' &&
    words[0] !== 'RTE' &&
    words[0] !== 'ROUTE';
  if (!marked && !hashed) return null;
  const box = idAt(words, at + 1);
  if (box === null || /^0+$/.test(box.id) || (number === null && writing.kind === 'RR')) return null;
  const line = `${writing.kind} ${number === null ? '' : `${number.id.replace(/^0+(?=.)/, '')} `}BOX ${box.id}`;
  return delivery('route', line, [], leftover(words.slice(box.next)));
}

const MILITARY = new Set(['PSC', 'CMR', 'UNIT', 'OMC']);

/** PSC 802 BOX 74, CMR 1234 BOX 5678, UNIT 2050 BOX 4190; ships and others by all their words. */
export function military(words: readonly string[]): Delivery | null {
  if (words.length === 0) return null;
  const kind = MILITARY.has(words[0] ?? '') ? words[0] : undefined;
  const number = kind === undefined ? null : idAt(words, 1);
  if (number !== null && (words[number.next] === 'BOX' || words[number.next] === 'POBOX')) {
    const box = idAt(words, number.next + 1);
    if (box !== null)
      return delivery('military', `${kind} ${number.id} BOX ${box.id}`, [], leftover(words.slice(box.next)));
  }
  const named = words.filter((word) => word !== '#' && word !== '/');
  return named.length > 1 ? delivery('military', '', named, []) : null;
}

const GENERAL = new Set([
  'GENERAL DELIVERY',
  'GEN DELIVERY',
  'GEN DEL',
  'GENERAL DEL',
  'GENL DELIVERY',
  'LISTA DE CORREOS',
]);

export function generalDelivery(words: readonly string[]): Delivery | null {
  return GENERAL.has(words.join(' ')) ? delivery('general-delivery', 'GENERAL DELIVERY', [], []) : null;
}
