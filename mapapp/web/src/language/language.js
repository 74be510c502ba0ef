// The interface's language: words, direction, digits and dates.
import { formatsOf } from "./formats.js";
import { WORDS } from "./words.js";

/** @typedef {keyof typeof WORDS.en} Key */

export const LANGUAGES = Object.freeze(/** @type {const} */ (["en", "ar", "ckb"]));

/** @typedef {object} Language
 * @property {"en" | "ar" | "ckb"} code
 * @property {"ltr" | "rtl"} direction
 * @property {(key: Key, values?: Record<string, string>) => string} word
 * @property {(count: number) => string} number
 * @property {(count: number) => string} short of at most four signs, for a circle
 * @property {(iso: string) => string} date
 * @property {(iso: string) => string} year of a date
 * @property {(metres: number) => string} distance with its unit
 * @property {(name: string) => string} term a fixed value of the data (event type, precision) in this language */

/** @param {string} wanted @returns {Language} */
export function languageOf(wanted) {
  const code = /** @type {"en" | "ar" | "ckb"} */ (LANGUAGES.includes(/** @type {any} */ (wanted)) ? wanted : "en");
  const words = /** @type {Record<string, string>} */ (WORDS[code]);
  const { whole, plain, day, year } = formatsOf(code);
  return {
    code,
    direction: code === "en" ? "ltr" : "rtl",
    word: (key, values = {}) =>
      (words[key] ?? WORDS.en[key]).replace(/\{(\w+)\}/g, (_, name) => isolated(values[name] ?? "")),
    number: whole,
    short: (count) => {
      if (count < 10000) return plain(count);
      if (count < 1e6) return `${plain(Math.round(count / 1000))}${words.thousand ?? "k"}`;
      return `${plain(Math.round(count / 1e5) / 10)}${words.million ?? "M"}`;
    },
    date: (iso) => day(new Date(`${iso}T00:00:00Z`)),
    year: (iso) => year(new Date(`${iso}T00:00:00Z`)),
    distance: (metres) => (metres < 1000 ? `${plain(metres)} ${words.metre ?? "m"}` : `${plain(metres / 1000)} ${words.kilometre ?? "km"}`),
    term: (name) => words[`=${name}`] ?? name,
  };
}

/** Words of the data keep their own direction inside a sentence. @param {string} value */
function isolated(value) {
  return /\p{L}/u.test(value) ? `\u2068${value}\u2069` : value;
}
