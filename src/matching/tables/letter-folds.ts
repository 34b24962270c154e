/**
 * Letters and what they fold to, pinned: the table and not the running engine's Unicode version decides (law 9, law 14).
 * Latin with diacritics by NFKD of Unicode 15 without its marks; letters without a decomposition, Cyrillic (after
 * BGN/PCGN, simplified) and Greek (after ELOT 743, simplified) by hand. Each line: the folded writing, then its letters;
 * `-` folds to nothing. Generated once, then part of the standardiser's version.
 */
const LETTER_FOLD_LINES = `
- ЪЬъь
0 ０
1 １
2 ２
3 ３
4 ４
5 ５
6 ６
7 ７
8 ８
9 ９
A ªÀÁÂÃÄÅàáâãäåĀāĂăĄąƏǍǎǞǟǠǡǺǻȀȁȂȃȦȧəΆΑάαАаḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặＡａÅ
AE ÆæǢǣǼǽ
B ƁɓБбḂḃḄḅḆḇＢｂ
C ÇçĆćĈĉĊċČčЋћḈḉＣｃ
CH ΧχЧч
D ÐðĎďĐđƉƊɗΔδДдḊḋḌḍḎḏḐḑḒḓＤｄ
DJ Ђђ
DZ ǄǅǆǱǲǳЏџ
E ÈÉÊËèéêëĒēĔĕĖėĘęĚěƎƐǝȄȅȆȇȨȩɛΈΕέεЁЕЭеэёḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệＥｅ
F ΦφФфḞḟＦｆ
FF ﬀ
FFI ﬃ
FFL ﬄ
FI ﬁ
FL ﬂ
G ĜĝĞğĠġĢģǦǧǴǵΓγГгҐґḠḡＧｇ
H ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖＨｈ
I ÌÍÎÏìíîïĨĩĪīĬĭĮįİıƗǏǐȈȉȊȋɨΉΊΐΗΙΪήίηιϊІИиіḬḭḮḯỈỉỊịＩｉ
IJ Ĳĳ
J ĴĵǰЈјＪｊ
K ĶķĸƘƙǨǩΚκКкḰḱḲḳḴḵＫｋK
KH Хх
L ĹĺĻļĽľĿŀŁłΛλЛлḶḷḸḹḺḻḼḽＬｌ
LJ ǇǈǉЉљ
M ΜμМмḾḿṀṁṂṃＭｍµ
N ÑñŃńŅņŇňǸǹʼnΝνНнṄṅṆṇṈṉṊṋＮｎ
NG Ŋŋ
NJ ǊǋǌЊњ
O ºÒÓÔÕÖØòóôõöøŌōŎŏŐőƆƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱɔΌΏΟΩοωόώОоṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợＯｏ
OE Œœ
P ΠπПпṔṕṖṗＰｐ
PS Ψψ
Q Ｑｑ
R ŔŕŖŗŘřȐȑȒȓΡρРрṘṙṚṛṜṝṞṟＲｒ
S ŚśŜŝŞşŠšſȘșΣςσСсṠṡṢṣṤṥṦṧṨṩẛＳｓ
SH Шш
SHCH Щщ
SS ßẞ
ST ﬅﬆ
T ŢţŤťŦŧȚțΤτТтṪṫṬṭṮṯṰṱẗＴｔ
TH ÞþΘθ
TS Цц
U ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗЎУуўṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰựＵｕ
V ΒβВвṼṽṾṿＶｖ
W ŴŵẀẁẂẃẄẅẆẇẈẉẘＷｗ
X ΞξẊẋẌẍＸｘ
Y ÝýÿŶŷŸƳƴȲȳΎΥΫΰυϋύЙЫйыẎẏẙỲỳỴỵỶỷỸỹＹｙ
YA Яя
YE Єє
YI Її
YU Юю
Z ŹźŻżŽžƵƶΖζЗзẐẑẒẓẔẕＺｚ
ZH Жж
`;

function letterFolds(): ReadonlyMap<string, string> {
  const folds = new Map<string, string>();
  for (const line of LETTER_FOLD_LINES.trim().split('\n')) {
    const [folded = '', letters = ''] = line.split(' ');
    for (const letter of letters) folds.set(letter, folded === '-' ? '' : folded);
  }
  return folds;
}

/** One letter to its folded writing in A-Z and 0-9. */
export const LETTER_FOLDS: ReadonlyMap<string, string> = letterFolds();
