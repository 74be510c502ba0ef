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
