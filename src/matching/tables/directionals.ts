/**
 * Directionals. Source: USPS Publication 28, 233 (public domain); NO, SO and the joined pairs are writings met in labelled sets.
 */
export const DIRECTIONALS: ReadonlyMap<string, string> = new Map([
  ['N', 'N'], ['S', 'S'], ['E', 'E'], ['W', 'W'], ['NE', 'NE'], ['NW', 'NW'], ['SE', 'SE'], ['SW', 'SW'],
  ['NORTH', 'N'], ['SOUTH', 'S'], ['EAST', 'E'], ['WEST', 'W'],
  ['NORTHEAST', 'NE'], ['NORTHWEST', 'NW'], ['SOUTHEAST', 'SE'], ['SOUTHWEST', 'SW'],
  ['NO', 'N'], ['SO', 'S'],
]);

/** Directional to its full word, as it stands inside a name. */
export const DIRECTION_WORDS: ReadonlyMap<string, string> = new Map([
  ['N', 'NORTH'], ['S', 'SOUTH'], ['E', 'EAST'], ['W', 'WEST'],
  ['NE', 'NORTHEAST'], ['NW', 'NORTHWEST'], ['SE', 'SOUTHEAST'], ['SW', 'SOUTHWEST'],
]);
