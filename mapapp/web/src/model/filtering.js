// Which incidents are shown, and how many of each kind would be.
//
// Every filter owns one bit of `failed[row]`; a row is shown when no bit is set. Changing a filter finds the rows
// whose own bit turns, and all numbers follow from those rows alone: nothing is counted anew. A row that fails
// one filter only still counts in that filter's own list, so the numbers beside its boxes say what ticking them
// would add.
import { datedRows, dayOf } from "./incidents.js";
import { passArea, passDates, passEither, passRange } from "./passing.js";
import { searchRows } from "./searching.js";

/** @typedef {import("./incidents.js").Incidents} Incidents */
/** @typedef {import("./incidents.js").Numbers} Numbers */

/** What is filtered: the keys of `Filters.to_message()`; null and "" leave a field open.
 * @typedef {Record<string, any>} Filters */

/** Filters that choose among the values of one column: key of the message -> column. */
export const FACETS = Object.freeze({
  event_types: "event_type",
  sub_event_type: "sub_event_type",
  admin1: "admin1",
  admin2: "admin2",
  geo_precision: "geo_precision",
  review_status: "review_status",
  source: "source",
});

/** Told of every change: the rows whose bit turned are the first `count` of `turned`, and `failed` holds what is
 * so now. @typedef {(turned: Int32Array, count: number, failed: Uint16Array, bit: number) => void} Follower */

/** Facets that the page shows from the start. */
const ALWAYS_COUNTED = Object.freeze(["event_types", "admin1"]);

const BIT = Object.freeze({
  date: 1,
  text: 2,
  fatalities: 4,
  area: 8,
  actor: 16,
  event_types: 32,
  sub_event_type: 64,
  admin1: 128,
  admin2: 256,
  geo_precision: 512,
  review_status: 1024,
  source: 2048,
});

/** @typedef {object} Facet
 * @property {string} key of the message
 * @property {number} bit
 * @property {import("./incidents.js").Column} column
 * @property {boolean} wanted whether anyone looks at the counts: only then they follow the filters
 * @property {Uint32Array} counts a number per value */

export class Filtering {
  /** @param {Incidents} incidents @param {{east: Float32Array, south: Float32Array}} positions
   * @param {import("./place-names.js").PlaceNames} placeNames for the free text */
  constructor(incidents, positions, placeNames) {
    this.placeNames = placeNames;
    this.incidents = incidents;
    this.positions = positions;
    this.failed = new Uint16Array(incidents.rows);
    this.shown = incidents.rows;
    /** @type {Filters} */
    this.filters = {};
    const columns = incidents.columns;
    /** @type {Facet[]} */
    this.facets = Object.entries(FACETS)
      .filter(([, name]) => columns.has(name))
      .map(([key, name]) => {
        const column = incidents.codes(name);
        const bit = BIT[/** @type {keyof typeof BIT} */ (key)];
        return { key, bit, column, wanted: ALWAYS_COUNTED.includes(key), counts: new Uint32Array(column.values.length) };
      });
    for (const facet of this.facets) if (facet.wanted) this.#tally(facet);
    /** Incidents by stored first day that all filters but the dates let through; [0] is those without a date. */
    this.days = tallyDays(incidents);
    /** Rows whose bit the present change turns. */
    this.turned = new Int32Array(incidents.rows);
    /** One byte a row: what the filter at hand lets through. */
    this.passes = new Uint8Array(incidents.rows);
    /** @type {Set<Follower>} */
    this.followers = new Set();
  }

  /** @param {string} key @returns {Facet | undefined} */
  facet(key) {
    return this.facets.find((facet) => facet.key === key);
  }

  /** Take over new filters; only those that changed cost a pass.
   * @param {Filters} filters */
  apply(filters) {
    const before = this.filters;
    this.filters = filters;
    const stated = (/** @type {any} */ value) => (value === "" ? "null" : JSON.stringify(value ?? null));
    const changed = (/** @type {string[]} */ ...keys) => keys.some((key) => stated(before[key]) !== stated(filters[key]));
    if (changed("date_from", "date_to")) {
      passDates(this.passes, this.incidents, dayOrNull(filters.date_from), dayOrNull(filters.date_to));
      this.#compare(BIT.date);
    }
    for (const key of Object.keys(FACETS)) {
      if (changed(key)) this.#choose(key, before[key], filters[key]);
    }
    if (changed("actor")) {
      const sides = ["actor1", "actor2"].map((name) => this.incidents.codes(name));
      const [one, other] = sides.map((side) => allowedOf(side.values, filters.actor));
      passEither(this.passes, sides[0].stored, one, sides[1].stored, other);
      this.#compare(BIT.actor);
    }
    if (changed("fatalities_from", "fatalities_to")) {
      passRange(this.passes, this.incidents, filters.fatalities_from ?? null, filters.fatalities_to ?? null);
      this.#compare(BIT.fatalities);
    }
    if (changed("area")) {
      passArea(this.passes, this.positions, filters.area);
      this.#compare(BIT.area);
    }
    if (changed("text")) {
      const found = searchRows(this.incidents, filters.text ?? "", this.placeNames);
      if (found) this.passes.set(found);
      else this.passes.fill(1);
      this.#compare(BIT.text);
    }
  }

  /** Count a facet from now on, or no longer. @param {Facet} facet @param {boolean} wanted */
  want(facet, wanted) {
    const before = facet.wanted;
    facet.wanted = wanted || ALWAYS_COUNTED.includes(facet.key);
    if (facet.wanted && !before) this.#tally(facet);
  }

  /** @param {Facet} facet */
  #tally({ bit, column, counts }) {
    counts.fill(0);
    const others = ~bit & 0xffff;
    const { failed } = this;
    for (let row = 0; row < failed.length; row++) {
      if ((failed[row] & others) === 0) counts[column.stored[row]]++;
    }
  }

  /** Another choice among the values of one column. @param {string} key
   * @param {string[] | null | undefined} before @param {string[] | null | undefined} chosen */
  #choose(key, before, chosen) {
    const facet = this.facet(key);
    const bit = BIT[/** @type {keyof typeof BIT} */ (key)];
    if (!facet) {
      // A column that holds nothing: every row has "" in it.
      this.passes.fill(!chosen || chosen.includes("") ? 1 : 0);
      this.#compare(bit);
      return;
    }
    const { values, stored } = facet.column;
    const was = allowedOf(values, before);
    const turns = allowedOf(values, chosen).map((allowed, code) => allowed ^ was[code]);
    this.#account(bit, turnCodes(this.failed, bit, stored, turns, this.turned));
  }

  /** Take `passes` over into the filter's bit. @param {number} bit */
  #compare(bit) {
    this.#account(bit, turnRows(this.failed, bit, this.passes, this.turned));
  }

  /** All numbers follow the rows that turned. @param {number} bit @param {number} count of rows in `turned` */
  #account(bit, count) {
    if (!count) return;
    const { failed, turned } = this;
    this.shown += shownMore(failed, bit, turned, count);
    for (const facet of this.facets) {
      if (facet.wanted && facet.bit !== bit) shift(failed, bit, facet.bit, turned, count, facet.column.stored, facet.counts);
    }
    const first = this.incidents.columns.get("event_date");
    if (first && bit !== BIT.date) shift(failed, bit, BIT.date, turned, count, first.stored, this.days);
    for (const follow of this.followers) follow(turned, count, failed, bit);
  }
}

// The loops below run over every row at every change of a filter: plain loops over typed arrays, no calls inside.

/** Turn the bit of the rows whose code turns. @param {Uint16Array} failed @param {number} bit @param {Numbers} stored
 * @param {Uint8Array} turns by code @param {Int32Array} turned gets the rows @returns {number} how many */
function turnCodes(failed, bit, stored, turns, turned) {
  let count = 0;
  for (let row = 0; row < failed.length; row++) {
    // No branch: whether a row turns is as good as chance, and a wrong guess costs more than writing in vain.
    const isTurned = turns[stored[row]];
    failed[row] ^= -isTurned & bit;
    turned[count] = row;
    count += isTurned;
  }
  return count;
}

/** Turn the bit of the rows where it isn't as `passes` says. @param {Uint16Array} failed @param {number} bit
 * @param {Uint8Array} passes @param {Int32Array} turned gets the rows @returns {number} how many */
function turnRows(failed, bit, passes, turned) {
  let count = 0;
  for (let row = 0; row < failed.length; row++) {
    if (((failed[row] & bit) === 0) === (passes[row] === 1)) continue;
    failed[row] ^= bit;
    turned[count++] = row;
  }
  return count;
}

/** How many more rows are shown after a bit turned. @param {Uint16Array} failed @param {number} bit
 * @param {Int32Array} turned @param {number} count */
function shownMore(failed, bit, turned, count) {
  let more = 0;
  for (let at = 0; at < count; at++) {
    const now = failed[turned[at]];
    if (now === 0) more++;
    else if (now === bit) more--;
  }
  return more;
}

/** Let the counts of a column follow: rows that fail nothing but `own` count. @param {Uint16Array} failed
 * @param {number} bit that turned @param {number} own @param {Int32Array} turned @param {number} count
 * @param {Numbers} stored @param {Uint32Array} counts */
function shift(failed, bit, own, turned, count, stored, counts) {
  const others = ~(bit | own) & 0xffff;
  for (let at = 0; at < count; at++) {
    const row = turned[at];
    const now = failed[row];
    if ((now & others) !== 0) continue;
    if ((now & bit) === 0) counts[stored[row]]++;
    else counts[stored[row]]--;
  }
}

/** Incidents by stored first day. @param {Incidents} incidents @returns {Uint32Array} */
function tallyDays(incidents) {
  const first = incidents.columns.get("event_date");
  if (!first) return new Uint32Array(1);
  const { stored } = first;
  const dated = datedRows(stored);
  const days = new Uint32Array(dated ? stored[dated - 1] + 1 : 1);
  for (let row = 0; row < stored.length; row++) days[stored[row]]++;
  return days;
}

/** @param {string | null | undefined} iso @returns {number | null} */
function dayOrNull(iso) {
  return iso ? dayOf(iso) : null;
}

/** @param {string[]} values @param {string[] | null | undefined} chosen null leaves all @returns {Uint8Array} */
function allowedOf(values, chosen) {
  if (chosen == null) return new Uint8Array(values.length).fill(1);
  const set = new Set(chosen);
  return Uint8Array.from(values, (value) => (set.has(value) ? 1 : 0));
}
