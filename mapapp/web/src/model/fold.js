// Folding for searching: the same as `fold_text` in mapapp/filters.py; golden cases hold the two equal.

/** Letters that Arabic, Persian and Sorani keyboards swap, and signs that are left out. */
const FOLDED = new Map(
  Object.entries({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ئ": "ي",
    "ة": "ه", "ە": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك", "گ": "ك", "ؤ": "و", "ۆ": "و", "ڵ": "ل",
    "ڕ": "ر", "ـ": "", "ء": "", "‘": "", "’": "", "ʿ": "", "ʾ": "", "'": "", "-": " ",
  }),
);
const SWAPPED = new RegExp(`[${[...FOLDED.keys()].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join("")}]`, "gu");

/** @param {string} text */
function swapLetters(text) {
  return text.replace(SWAPPED, (letter) => FOLDED.get(letter) ?? letter);
}

/** Python's casefold where it differs from lower case and can occur in names. @param {string} text */
function caseFold(text) {
  return text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
}

/** @param {string} text */
export function foldText(text) {
  const bare = swapLetters(text).normalize("NFKD").replace(/\p{M}/gu, "");
  return swapLetters(caseFold(bare)).split(/[\s\x1c-\x1f\x85]+/u).filter(Boolean).join(" ");
}

/** Words that are remembered; a language has fewer in use, and more would only cost memory. */
const KNOWN_WORDS = 100_000;

/** Folds like `foldText`, word by word, each different word once: running text is folded ten times as fast.
 * @returns {(text: string) => string} */
export function wordFolder() {
  /** @type {Map<string, string>} */
  let known = new Map();
  return (text) => {
    const folded = [];
    for (const word of text.split(/[\s\x1c-\x1f\x85]+/u)) {
      let told = known.get(word);
      if (told === undefined) {
        told = foldText(word);
        if (known.size >= KNOWN_WORDS) known = new Map();
        known.set(word, told);
      }
      if (told) folded.push(told);
    }
    return folded.join(" ");
  };
}
