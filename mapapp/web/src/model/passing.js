// What each kind of filter lets through: one byte a row, 1 where the row passes.
import { ORIGIN, shareEast, shareSouth } from "./projection.js";

/** @typedef {import("./incidents.js").Incidents} Incidents */
/** @typedef {import("./incidents.js").Numbers} Numbers */

/** Days from the first to the last; an open filter lets rows without a date through, a set one doesn't.
 * @param {Uint8Array} passes @param {Incidents} incidents @param {number | null} from days since 1970
 * @param {number | null} to */
export function passDates(passes, incidents, from, to) {
  const first = incidents.columns.get("event_date");
  const last = incidents.columns.get("event_date_end");
  if (!first || (from === null && to === null)) {
    passes.fill(from === null && to === null ? 1 : 0);
    return;
  }
  const { stored } = first;
  // Stored days count from the column's base, and 0 is "no date".
  const least = from === null ? 1 : from - first.base;
  const most = to === null ? Infinity : to - first.base;
  for (let row = 0; row < passes.length; row++) {
    const start = stored[row];
    passes[row] = start !== 0 && start >= least && start <= most ? 1 : 0;
  }
  if (!last || from === null) return;
  // Where a last day is stated, that one has to reach the range.
  for (let row = 0; row < passes.length; row++) {
    const start = stored[row];
    if (start === 0 || start > most || last.stored[row] === 0) continue;
    passes[row] = last.stored[row] + last.base >= from ? 1 : 0;
  }
}

/** A row passes when either of two columns holds an allowed code. @param {Uint8Array} passes
 * @param {Numbers} stored @param {Uint8Array} allowed by code @param {Numbers} otherStored
 * @param {Uint8Array} otherAllowed */
export function passEither(passes, stored, allowed, otherStored, otherAllowed) {
  for (let row = 0; row < passes.length; row++) passes[row] = allowed[stored[row]] | otherAllowed[otherStored[row]];
}

/** Killed from-to: a count that is not stated lies in no range; a stated range passes if any count in it does.
 * @param {Uint8Array} passes @param {Incidents} incidents @param {number | null} least
 * @param {number | null} most */
export function passRange(passes, incidents, least, most) {
  if (least === null && most === null) {
    passes.fill(1);
    return;
  }
  const none = { stored: new Uint8Array(passes.length), base: 0 };
  const [count, low, high] = ["fatalities", "fatalities_low", "fatalities_high"].map((name) => incidents.columns.get(name) ?? none);
  const [from, to] = [least ?? -Infinity, most ?? Infinity];
  for (let row = 0; row < passes.length; row++) {
    const [stated, lowest, highest] = [count.stored[row], low.stored[row], high.stored[row]];
    if (stated === 0 && lowest === 0 && highest === 0) {
      passes[row] = 0;
      continue;
    }
    // A low alone has no upper end.
    const top = highest !== 0 ? highest + high.base : stated !== 0 ? stated + count.base : Infinity;
    const bottom = lowest !== 0 ? lowest + low.base : stated !== 0 ? stated + count.base : 0;
    passes[row] = top >= from && bottom <= to ? 1 : 0;
  }
}

/** Inside a drawn area. @param {Uint8Array} passes @param {{east: Float32Array, south: Float32Array}} positions
 * @param {[number, number][] | null | undefined} corners latitude and longitude in degrees; its edges are
 * straight on the map; none lets all through */
export function passArea(passes, { east, south }, corners) {
  if (!corners) {
    passes.fill(1);
    return;
  }
  const ring = corners.map(([latitude, longitude]) => ({
    east: shareEast(longitude) - ORIGIN.east,
    south: shareSouth(latitude) - ORIGIN.south,
  }));
  let [west, most, north, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const corner of ring) {
    west = Math.min(west, corner.east);
    most = Math.max(most, corner.east);
    north = Math.min(north, corner.south);
    bottom = Math.max(bottom, corner.south);
  }
  for (let row = 0; row < passes.length; row++) {
    const [across, down] = [east[row], south[row]];
    const near = across >= west && across <= most && down >= north && down <= bottom;
    passes[row] = near && within(ring, across, down) ? 1 : 0;
  }
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
