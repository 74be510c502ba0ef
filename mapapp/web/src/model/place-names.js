// What a free-text filter looks for: words, and towns and governorates under their names in every script. The same
// rule as in mapapp/place_names.py, whose table the page carries too; golden cases hold the two equal.

/** Whether a folded text mentions what is sought. @typedef {(folded: string) => boolean} Sought */

/** Folded name -> all names of its place. @typedef {Map<string, string[]>} PlaceNames */

/** Letters, blanks and the Arabic article left out, from which on a name is found inside a longer word too. */
const ANYWHERE_LETTERS = 5;
const ARTICLE = "ال";

/** @param {string} table the text of mapapp/data/place_names.csv @returns {PlaceNames} */
export function readPlaceNames(table) {
  const [, ...rows] = table.split("\n").filter((line) => line && !line.startsWith("#"));
  const places = rows.map((row) => row.split(",")[1].split("|"));
  return new Map(places.flatMap((names) => names.map((name) => [name, names])));
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
  const long = names.filter((name) => core(name).replaceAll(" ", "").length >= ANYWHERE_LETTERS);
  const afterTo = long.filter((name) => name.startsWith(ARTICLE)).map((name) => `لل${core(name)}`);
  const anywhere = [...long, ...afterTo];
  const whole = names.filter((name) => !long.includes(name)).map((name) => ({ core: core(name), pattern: wholeWord(name) }));
  return (text) =>
    anywhere.some((name) => text.includes(name)) || whole.some((name) => text.includes(name.core) && name.pattern.test(text));
}

/** @param {string} name */
function core(name) {
  return name.startsWith(ARTICLE) ? name.slice(ARTICLE.length) : name;
}

/** The word with what is written onto it: Arabic "and, so, in, to, like", an English plural or genitive s.
 * @param {string} name */
function wholeWord(name) {
  let form = `[وف]?[بلك]?${name}`;
  if (name.startsWith(ARTICLE)) form = `[وف]?(?:[بك]?${ARTICLE}|لل)${core(name)}`;
  else if (/^[a-z ]+$/.test(name)) form = `${name}s?`;
  return new RegExp(`(?<![\\p{L}\\p{N}_])${form}(?![\\p{L}\\p{N}_])`, "u");
}
