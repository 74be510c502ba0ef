// Numbers and dates in a language. A browser takes a twentieth of a second over its first `Intl` object, so English,
// in which most documents open, is written here; the other languages ask `Intl` when they are first shown.

/** @typedef {object} Formats
 * @property {(count: number) => string} whole with its thousands apart, to three digits behind the point
 * @property {(count: number) => string} plain with nothing between the thousands, to one digit behind the point
 * @property {(date: Date) => string} day
 * @property {(date: Date) => string} year */

const MONTHS = Object.freeze(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]);

/** As `en-GB` writes them. @type {Formats} */
const ENGLISH = Object.freeze({
  whole: (count) => {
    const [units, behind] = String(roundTo(count, 3)).split(".");
    const apart = units.replace(/\B(?=(\d{3})+$)/g, ",");
    return behind ? `${apart}.${behind}` : apart;
  },
  plain: (count) => String(roundTo(count, 1)),
  day: (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
  year: (date) => String(date.getUTCFullYear()),
});

/** @param {number} count @param {number} digits behind the point */
function roundTo(count, digits) {
  return Number(count.toFixed(digits));
}

/** @param {"en" | "ar" | "ckb"} code @returns {Formats} */
export function formatsOf(code) {
  if (code === "en") return ENGLISH;
  const locale = "ar-IQ-u-nu-arab-ca-gregory";
  const later = (/** @type {() => {format: (value: any) => string}} */ make) => {
    /** @type {{format: (value: any) => string} | undefined} */
    let made;
    return (/** @type {any} */ value) => (made ??= make()).format(value);
  };
  return {
    whole: later(() => new Intl.NumberFormat(locale)),
    plain: later(() => new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 1 })),
    year: later(() => new Intl.DateTimeFormat(locale, { timeZone: "UTC", year: "numeric" })),
    day: later(() => new Intl.DateTimeFormat(locale, code === "ckb"
      ? { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric" }
      : { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" })),
  };
}
