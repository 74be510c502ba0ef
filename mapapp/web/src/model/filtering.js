// Which incidents are shown, and how many of each kind would be.
//
// Every filter owns one bit of `failed[row]`. Changing a filter rewrites its own bit in one pass; a row is
// shown when no bit is set. A row that fails one filter only still counts in that filter's own list, so the
// numbers beside its boxes say what ticking them would add.
import { dayOf } from "./incidents.js";
import { ORIGIN, shareEast, shareSouth } from "./projection.js";
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
 * @property {boolean} wanted whether anyone looks at the counts: each facet costs a pass over all rows
 * @property {Uint32Array} counts a number per value */

export class Filtering {
  /** @param {Incidents} incidents @param {{east: Float32Array, south: Float32Array}} positions */
  constructor(incidents, positions) {
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
    /** What the last search looked for, so that an unchanged text isn't looked for again. */
    this.searched = "";
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
    const changed = (/** @type {string[]} */ ...keys) =>
      keys.some((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(filters[key] ?? null));
    if (changed("date_from", "date_to")) {
      this.#dates(BIT.date, filters.date_from && dayOf(filters.date_from), filters.date_to && dayOf(filters.date_to));
    }
    for (const facet of this.facets) {
      if (changed(facet.key)) this.#codes(facet.bit, facet.column.stored, allowedOf(facet.column.values, filters[facet.key]));
    }
    for (const key of Object.keys(FACETS)) {
      // A column that holds nothing: every row has "" in it.
      if (changed(key) && !this.facet(key)) {
        const open = !filters[key] || filters[key].includes("");
        this.#set(BIT[/** @type {keyof typeof BIT} */ (key)], () => open);
      }
    }
    if (changed("actor")) this.#actors(filters.actor);
    if (changed("fatalities_from", "fatalities_to")) {
      this.#fatalities(filters.fatalities_from ?? null, filters.fatalities_to ?? null);
    }
    if (changed("area")) this.#area(filters.area);
    if (changed("text")) this.#text(filters.text ?? "");
    this.recount();
  }

  /** Count again what is shown, in all and by facet. */
  recount() {
    const { failed } = this;
    let shown = 0;
    for (let row = 0; row < failed.length; row++) {
      if (failed[row] === 0) shown++;
    }
    for (const facet of this.facets) if (facet.wanted) this.#tally(facet);
    this.shown = shown;
  }

  /** Count a facet from now on, or no longer. @param {Facet} facet @param {boolean} wanted */
  want(facet, wanted) {
    facet.wanted = wanted || ALWAYS_COUNTED.includes(facet.key);
    if (facet.wanted) this.#tally(facet);
  }

  /** @param {Facet} facet */
  #tally({ bit, column, counts }) {
    counts.fill(0);
    tally(this.failed, bit, column.stored, counts);
  }

  /** Every bit but that of the dates: the histogram shows what another range would let through. */
  get butDates() {
    return 0xffff & ~BIT.date;
  }

  /** @param {number} bit @param {(row: number) => boolean} passes */
  #set(bit, passes) {
    const { failed } = this;
    for (let row = 0; row < failed.length; row++) {
      if (passes(row)) failed[row] &= ~bit;
      else failed[row] |= bit;
    }
  }

  /** @param {number} bit @param {number | null} from @param {number | null} to */
  #dates(bit, from, to) {
    const first = this.incidents.columns.get("event_date");
    const last = this.incidents.columns.get("event_date_end");
    const open = from == null && to == null;
    if (open || !first) return this.#set(bit, () => open);
    const { failed } = this;
    // Stored days count from the column's base, and 0 is "no date", which no date filter lets through.
    const least = from == null ? -Infinity : from;
    const most = to == null ? Infinity : to;
    for (let row = 0; row < failed.length; row++) {
      const start = first.stored[row];
      const end = last && last.stored[row] ? last.stored[row] + last.base : start + first.base;
      if (start !== 0 && end >= least && start + first.base <= most) failed[row] &= ~bit;
      else failed[row] |= bit;
    }
  }

  /** @param {number} bit @param {Numbers} stored @param {Uint8Array} allowed by code */
  #codes(bit, stored, allowed) {
    const { failed } = this;
    const clear = ~bit;
    for (let row = 0; row < failed.length; row++) {
      failed[row] = allowed[stored[row]] ? failed[row] & clear : failed[row] | bit;
    }
  }

  /** @param {string[] | null | undefined} chosen an incident passes when either side is chosen */
  #actors(chosen) {
    const sides = ["actor1", "actor2"].map((name) => this.incidents.codes(name));
    const allowed = sides.map((side) => allowedOf(side.values, chosen));
    this.#set(BIT.actor, (row) => sides.some((side, at) => allowed[at][side.stored[row]] === 1));
  }

  /** A count that is not stated lies in no range; a stated range passes if any count in it does.
   * @param {number | null} least @param {number | null} most */
  #fatalities(least, most) {
    if (least == null && most == null) return this.#set(BIT.fatalities, () => true);
    const columns = ["fatalities", "fatalities_low", "fatalities_high"].map((name) => this.incidents.columns.get(name));
    const [stated, low, high] = columns.map((column) => (/** @type {number} */ row) =>
      column && column.stored[row] ? column.stored[row] + column.base : null);
    this.#set(BIT.fatalities, (row) => {
      const [count, lowest, highest] = [stated(row), low(row), high(row)];
      if (count === null && lowest === null && highest === null) return false;
      const top = highest ?? count ?? Infinity; // a low alone has no upper end
      return top >= (least ?? -Infinity) && (lowest ?? count ?? 0) <= (most ?? Infinity);
    });
  }

  /** @param {[number, number][] | null | undefined} corners latitude and longitude in degrees; its edges are
   * straight on the map */
  #area(corners) {
    const { east, south } = this.positions;
    const ring = corners?.map(([latitude, longitude]) => ({
      east: shareEast(longitude) - ORIGIN.east,
      south: shareSouth(latitude) - ORIGIN.south,
    }));
    this.#set(BIT.area, (row) => !ring || within(ring, east[row], south[row]));
  }

  /** @param {string} text */
  #text(text) {
    const found = searchRows(this.incidents, text);
    this.#set(BIT.text, (row) => !found || found[row] === 1);
  }
}

/** @param {Uint16Array} failed @param {number} bit @param {Numbers} stored @param {Uint32Array} counts */
function tally(failed, bit, stored, counts) {
  const others = ~bit & 0xffff;
  for (let row = 0; row < failed.length; row++) {
    if ((failed[row] & others) === 0) counts[stored[row]]++;
  }
}

/** @param {string[]} values @param {string[] | null | undefined} chosen null leaves all @returns {Uint8Array} */
function allowedOf(values, chosen) {
  if (chosen == null) return new Uint8Array(values.length).fill(1);
  const set = new Set(chosen);
  return Uint8Array.from(values, (value) => (set.has(value) ? 1 : 0));
}

/** Even-odd rule. @param {{east: number, south: number}[]} ring @param {number} east @param {number} south */
export function within(ring, east, south) {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [one, other] = [ring[at], ring[before]];
    if (one.south > south === other.south > south) continue;
    const crossing = ((other.east - one.east) * (south - one.south)) / (other.south - one.south) + one.east;
    if (east < crossing) inside = !inside;
  }
  return inside;
}
