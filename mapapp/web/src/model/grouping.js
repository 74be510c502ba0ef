// What lies together on screen: the shown incidents counted in a grid fixed to the ground, then groups whose
// circles would overlap become one.
import { ORIGIN } from "./projection.js";

/** @typedef {object} View
 * @property {number} scale pixels across the whole world at this zoom
 * @property {number} left world pixels of the left edge
 * @property {number} top
 * @property {number} width pixels
 * @property {number} height */

/** @typedef {object} Group
 * @property {number} left pixels from the left edge of the view
 * @property {number} top
 * @property {number} radius pixels
 * @property {number} count
 * @property {Uint32Array} byType a number per event type
 * @property {number} row the incident where it is a single one, else -1
 * @property {number[]} cells of the grid that it covers */

/** Pixels of a grid cell: two circles of middling size side by side. */
const CELL = 44;

/** Radius in pixels of a group: grows with the logarithm, from a dot to a circle that holds five digits.
 * @param {number} count */
export function radiusOf(count) {
  return count === 1 ? 4.5 : Math.min(25, 8 + 1.05 * Math.log2(count));
}

/** What is shown, counted by cell of a grid over the view. A new view costs a pass over all incidents; a change of
 * the filters only one over those that it turned. */
export class PointGrid {
  /** @param {{east: Float32Array, south: Float32Array}} positions
   * @param {Uint8Array} isPoint 1 where an incident is drawn as a point
   * @param {import("./incidents.js").Numbers} types @param {number} typeCount */
  constructor(positions, isPoint, types, typeCount) {
    this.positions = positions;
    this.isPoint = isPoint;
    this.types = types;
    this.typeCount = typeCount;
    /** @type {View | null} what the grid covers */
    this.view = null;
    this.columns = this.lines = this.originLeft = this.originTop = 0;
    this.counts = new Int32Array(0);
    this.tallies = new Uint32Array(0);
    /** By cell the sums of places across and down, in cells. */
    this.sums = new Float64Array(0);
    /** By cell the sum of the rows: the row itself where there is only one. */
    this.rows = new Float64Array(0);
    /** What takes the grid's numbers from a filter change: see Follower in filtering.js.
     * @type {import("./filtering.js").Follower} */
    this.follow = (turned, count, failed, bit) => {
      if (this.view) this.#add(failed, turned, count, bit);
    };
  }

  /** Count what lies in a view, unless that is what the grid holds. @param {Uint16Array} failed @param {View} view */
  cover(failed, view) {
    const now = this.view;
    if (now && now.scale === view.scale && now.left === view.left && now.top === view.top && now.width === view.width && now.height === view.height) return;
    this.view = view;
    this.originLeft = Math.floor(view.left / CELL) * CELL;
    this.originTop = Math.floor(view.top / CELL) * CELL;
    this.columns = Math.ceil(view.width / CELL) + 1;
    this.lines = Math.ceil(view.height / CELL) + 1;
    const cells = this.columns * this.lines;
    this.counts = new Int32Array(cells);
    this.tallies = new Uint32Array(cells * this.typeCount);
    this.sums = new Float64Array(cells * 2);
    this.rows = new Float64Array(cells);
    this.#add(failed, null, failed.length, 0);
  }

  /** The next filter changes are not followed; the next view is counted anew. */
  forget() {
    this.view = null;
  }

  /** Count rows in where they are shown now, out where `bit` alone hides them. @param {Uint16Array} failed
   * @param {Int32Array | null} turned the rows; null for all @param {number} count of rows @param {number} bit */
  #add(failed, turned, count, bit) {
    const { isPoint, types, typeCount, columns, lines, counts, tallies, sums, rows } = this;
    const { east, south } = this.positions;
    const { factor, shiftEast, shiftSouth } = this.#measures();
    for (let at = 0; at < count; at++) {
      const row = turned === null ? at : turned[at];
      const now = failed[row];
      if ((now !== 0 && now !== bit) || isPoint[row] === 0) continue;
      const across = east[row] * factor + shiftEast;
      const down = south[row] * factor + shiftSouth;
      if (!(across >= 0 && down >= 0 && across < columns && down < lines)) continue;
      const cell = (down | 0) * columns + (across | 0);
      const sign = now === 0 ? 1 : -1;
      counts[cell] += sign;
      tallies[cell * typeCount + types[row]] += sign;
      sums[2 * cell] += sign * across;
      sums[2 * cell + 1] += sign * down;
      rows[cell] += sign * row;
    }
  }

  /** From positions to places in the grid, in cells. */
  #measures() {
    const { scale } = /** @type {View} */ (this.view);
    return {
      factor: scale / CELL,
      shiftEast: (ORIGIN.east * scale - this.originLeft) / CELL,
      shiftSouth: (ORIGIN.south * scale - this.originTop) / CELL,
    };
  }

  /** The groups in view, largest last. @returns {Group[]} */
  groups() {
    const { view, counts, sums, typeCount } = this;
    if (!view) return [];
    const { factor, shiftEast, shiftSouth } = this.#measures();
    const [offsetLeft, offsetTop] = [this.originLeft - view.left, this.originTop - view.top];
    /** @type {Group[]} */
    const groups = [];
    for (let cell = 0; cell < counts.length; cell++) {
      const count = counts[cell];
      if (count === 0) continue;
      const row = count === 1 ? this.rows[cell] : -1;
      const across = row < 0 ? sums[2 * cell] / count : this.positions.east[row] * factor + shiftEast;
      const down = row < 0 ? sums[2 * cell + 1] / count : this.positions.south[row] * factor + shiftSouth;
      const byType = this.tallies.slice(cell * typeCount, (cell + 1) * typeCount);
      groups.push({ left: across * CELL + offsetLeft, top: down * CELL + offsetTop, radius: radiusOf(count), count, byType, row, cells: [cell] });
    }
    return mergeOverlaps(groups);
  }

  /** The shown incidents of one group. @param {Uint16Array} failed @param {Group} group @returns {number[]} rows */
  membersOf(failed, group) {
    const cells = new Set(group.cells);
    const rows = [];
    // The same arithmetic as in counting, or a point on the edge of a cell would change sides.
    const { factor, shiftEast, shiftSouth } = this.#measures();
    for (let row = 0; row < failed.length; row++) {
      if (failed[row] !== 0 || this.isPoint[row] === 0) continue;
      const across = this.positions.east[row] * factor + shiftEast;
      const down = this.positions.south[row] * factor + shiftSouth;
      if (!(across >= 0 && down >= 0 && across < this.columns)) continue;
      if (cells.has((down | 0) * this.columns + (across | 0))) rows.push(row);
    }
    return rows;
  }
}

/** Larger groups take in smaller ones that they would cover by more than a sliver.
 * @param {Group[]} groups @returns {Group[]} largest last, so that drawing in order puts small ones below */
export function mergeOverlaps(groups) {
  const waiting = [...groups].sort((one, other) => other.count - one.count || one.cells[0] - other.cells[0]);
  /** @type {Map<number, Group[]>} */
  const near = new Map();
  const square = (/** @type {number} */ pixels) => Math.floor(pixels / 56);
  /** @type {Group[]} */
  const kept = [];
  for (const group of waiting) {
    const [across, down] = [square(group.left), square(group.top)];
    let host;
    for (let line = down - 1; line <= down + 1 && !host; line++) {
      for (let column = across - 1; column <= across + 1 && !host; column++) {
        host = near.get(line * 4096 + column)?.find((other) => {
          const gap = Math.hypot(other.left - group.left, other.top - group.top);
          return gap < (other.radius + group.radius) * 0.92;
        });
      }
    }
    if (host) absorb(host, group);
    else {
      kept.push(group);
      const key = down * 4096 + across;
      near.set(key, [...(near.get(key) ?? []), group]);
    }
  }
  return kept.reverse();
}

/** @param {Group} host @param {Group} group */
function absorb(host, group) {
  group.byType.forEach((number, type) => (host.byType[type] += number));
  host.count += group.count;
  host.cells.push(...group.cells);
  host.radius = radiusOf(host.count);
}
