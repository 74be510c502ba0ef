// What a free-text filter looks for: words, and towns and governorates under their names in every script. The same
// rule as in mapapp/place_names.py, whose table the page carries too; golden cases hold the two equal.

/** Whether a folded text mentions what is sought. @typedef {(folded: string) => boolean} Sought */

/** Folded name -> all names of its place. @typedef {Map<string, string[]>} PlaceNames */

/** Letters, blanks and the Arabic article left out, from which on a name is found inside a longer word too. */
const ANYWHERE_LETTERS = 5;
const ARTICLE = "ال";
/** Before a name in the table: an ordinary word, which means the place only where a column holds nothing else. */
const ALONE = "=";
const LETTER = "[\\p{L}\\p{N}_]";

/** @param {string} table the text of mapapp/data/place_names.csv @returns {PlaceNames} */
export function readPlaceNames(table) {
  const [, ...rows] = table.split("\n").filter((line) => line && !line.startsWith("#"));
  const places = rows.map((row) => row.split(",")[1].split("|"));
  return new Map(places.flatMap((names) => names.filter((name) => !name.startsWith(ALONE)).map((name) => [name, names])));
}

/** The folded text of a filter in units, all of which must be found: the longest name of a place at each word, else
 * the word itself. @param {string} folded @param {PlaceNames} placeNames @returns {Sought[]} */
export function soughtIn(folded, placeNames) {
  const words = folded.split(" ").filter(Boolean);
  const longest = Math.max(1, ...[...placeNames.keys()].map((name) => name.split(" ").length));
  /** @type {Sought[]} */
  const sought = [];
  for (let at = 0; at < words.length; ) {
    let end = Math.min(words.length, at + longest);
    while (end > at + 1 && !placeNames.has(words.slice(at, end).join(" "))) end--;
    const word = words[at];
    const names = placeNames.get(words.slice(at, end).join(" "));
    sought.push(names ? anyOf(names) : (text) => text.includes(word));
    at = end;
  }
  return sought;
}

/** @param {string[]} names @returns {Sought} */
function anyOf(names) {
  const alone = new Set(names.filter((name) => name.startsWith(ALONE)).map((name) => name.slice(ALONE.length)));
  const common = names.filter((name) => !name.startsWith(ALONE));
  const needed = common.filter((name) => !common.some((other) => other !== name && holds(name, other)));
  const long = needed.filter(isLong);
  const afterTo = long.filter((name) => name.startsWith(ARTICLE)).map((name) => `لل${core(name)}`);
  const short = needed.filter((name) => !isLong(name)).map(inItsForms);
  const whole = short.length ? [`(?<!${LETTER})(?:${short.join("|")})(?!${LETTER})`] : [];
  const pattern = new RegExp([...long, ...afterTo, ...whole].join("|"), "u");
  // Nearly every text has none of the names: one look for all of them is five times as fast as the pattern.
  const anyCore = new RegExp(needed.map(core).join("|"), "u");
  return (text) => (anyCore.test(text) && pattern.test(text)) || alone.has(text);
}

/** Whether every text with a name is found by the other already. @param {string} name @param {string} other */
function holds(name, other) {
  return ` ${name} `.includes(` ${other} `) || (isLong(other) && name.includes(other));
}

/** @param {string} name */
function isLong(name) {
  return core(name).replaceAll(" ", "").length >= ANYWHERE_LETTERS;
}

/** @param {string} name */
function core(name) {
  return name.startsWith(ARTICLE) ? name.slice(ARTICLE.length) : name;
}

/** The word with what is written onto it: Arabic "and, so, in, to, like", an English genitive's s.
 * @param {string} name */
function inItsForms(name) {
  if (name.startsWith(ARTICLE)) return `[وف]?(?:[بك]?${ARTICLE}|لل)${core(name)}`;
  return /^[a-z ]+$/.test(name) ? `${name}s?` : `[وف]?[بلك]?${name}`;
}
