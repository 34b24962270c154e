/** Checks on names of files and folders. */

/** Names that say nothing, and the rooms that the house has. */
const EMPTY_NAMES = [
  'util',
  'utils',
  'common',
  'helper',
  'helpers',
  'manager',
  'managers',
  'service',
  'services',
  'misc',
  'shared',
  'data',
];
/** Of these not even a part of a name. */
const EMPTY_PARTS = ['util', 'utils', 'helper', 'helpers', 'misc', 'manager'];

export const ROOMS = [
  ...['terms', 'matching', 'log', 'inquiry', 'decision', 'audit', 'keys', 'store', 'register', 'witness', 'client'],
  ...['gateway', 'accounting', 'http', 'console', 'cli'],
];

function saysNothing(segment: string): boolean {
  const name = segment.replace(/\..*$/, '').toLowerCase();
  return EMPTY_NAMES.includes(name) || name.split(/[-_]/).some((part) => EMPTY_PARTS.includes(part));
}

/** Findings on a path from the project's root. */
export function pathFindings(path: string): string[] {
  const segments = path.split('/');
  const empty = segments.filter(saysNothing).map((segment) => `${path}: the name ${segment} says nothing`);
  const [top, room = ''] = segments;
  const stray = top === 'src' && !ROOMS.includes(room) ? [`${path}: src/ has no room ${room}`] : [];
  return [...empty, ...stray];
}
