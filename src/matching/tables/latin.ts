/**
 * Latin letters with diacritics and ligatures, to their plain capitals.
 * Source: Unicode 16 decompositions of U+00C0 to U+024F and U+1E00 to U+1EFF (Unicode License v3), and customary
 * writings of the letters that do not decompose. Written out, so that no engine's Unicode version decides.
 */
const ROWS: readonly (readonly [plain: string, letters: string])[] = [
  ['', 'ʻ'],
  [' ', '×÷'],
  ['A', 'ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ'],
  ['AE', 'Ææ'],
  ['B', 'ḂḃḄḅḆḇ'],
  ['C', 'ÇçĆćĈĉĊċČčḈḉ'],
  ['D', 'ÐðĎďĐđḊḋḌḍḎḏḐḑḒḓ'],
  ['E', 'ÈÉÊËèéêëĒēĔĕĖėĘęĚěƏȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ'],
  ['F', 'Ḟḟ'],
  ['G', 'ĜĝĞğĠġĢģǦǧǴǵḠḡ'],
  ['H', 'ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ'],
  ['I', 'ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị'],
  ['IJ', 'Ĳĳ'],
  ['J', 'Ĵĵǰ'],
  ['K', 'ĶķĸǨǩḰḱḲḳḴḵ'],
  ['L', 'ĹĺĻļĽľĿŀŁłḶḷḸḹḺḻḼḽ'],
  ['M', 'ḾḿṀṁṂṃ'],
  ['N', 'ÑñŃńŅņŇňŉŊŋǸǹṄṅṆṇṈṉṊṋ'],
  ['O', 'ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ'],
  ['OE', 'Œœ'],
  ['P', 'ṔṕṖṗ'],
  ['R', 'ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ'],
  ['S', 'ŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẛ'],
  ['SS', 'ßẞ'],
  ['T', 'ŢţŤťŦŧȚțṪṫṬṭṮṯṰṱẗ'],
  ['TH', 'Þþ'],
  ['U', 'ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự'],
  ['V', 'ṼṽṾṿ'],
  ['W', 'ŴŵẀẁẂẃẄẅẆẇẈẉẘ'],
  ['X', 'ẊẋẌẍ'],
  ['Y', 'ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ'],
  ['Z', 'ŹźŻżŽžẐẑẒẓẔẕ'],
];

export const LATIN_FOLDS: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain] as const)),
);
