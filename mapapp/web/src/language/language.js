// The interface's language: words, direction, digits and dates.
import { WORDS } from "./words.js";

/** @typedef {keyof typeof WORDS.en} Key */

const LOCALES = Object.freeze({ en: "en-GB", ar: "ar-IQ", ckb: "ar-IQ" });
const DIGITS = Object.freeze({ en: "latn", ar: "arab", ckb: "arab" });

export const LANGUAGES = Object.freeze(/** @type {const} */ (["en", "ar", "ckb"]));

/** @typedef {object} Language
 * @property {"en" | "ar" | "ckb"} code
 * @property {"ltr" | "rtl"} direction
 * @property {(key: Key, values?: Record<string, string>) => string} word
 * @property {(count: number) => string} number
 * @property {(count: number) => string} short of at most four signs, for a circle
 * @property {(iso: string) => string} date
 * @property {(name: string) => string} term a fixed value of the data (event type, precision) in this language */

/** @param {string} wanted @returns {Language} */
export function languageOf(wanted) {
  const code = /** @type {"en" | "ar" | "ckb"} */ (LANGUAGES.includes(/** @type {any} */ (wanted)) ? wanted : "en");
  const words = /** @type {Record<string, string>} */ (WORDS[code]);
  const locale = `${LOCALES[code]}-u-nu-${DIGITS[code]}-ca-gregory`;
  const whole = new Intl.NumberFormat(locale);
  const plain = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, code === "ckb"
    ? { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric" }
    : { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
  return {
    code,
    direction: code === "en" ? "ltr" : "rtl",
    word: (key, values = {}) =>
      (words[key] ?? WORDS.en[key]).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ""),
    number: (count) => whole.format(count),
    short: (count) => {
      if (count < 10000) return plain.format(count);
      if (count < 1e6) return `${plain.format(Math.round(count / 1000))}${words.thousand ?? "k"}`;
      return `${plain.format(Math.round(count / 1e5) / 10)}${words.million ?? "M"}`;
    },
    date: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    term: (name) => words[`=${name}`] ?? name,
  };
}
