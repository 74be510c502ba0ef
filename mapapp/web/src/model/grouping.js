// What lies together on screen: one pass over the shown incidents into a grid fixed to the ground, then
// groups whose circles would overlap become one.
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
 * @property {number} row one member (the last one counted)
 * @property {number[]} cells of the grid that it covers */

/** @typedef {{groups: Group[], columns: number, originLeft: number, originTop: number}} Grouping */

/** Pixels of a grid cell: two circles of middling size side by side. */
const CELL = 44;

/** Radius in pixels of a group: grows with the logarithm, from a dot to a circle that holds five digits.
 * @param {number} count */
export function radiusOf(count) {
  return count === 1 ? 4.5 : Math.min(25, 8 + 1.05 * Math.log2(count));
}

/** @param {{east: Float32Array, south: Float32Array}} positions
 * @param {Uint16Array} failed @param {Uint8Array} isPoint 1 where an incident is drawn as a point
 * @param {import("./incidents.js").Numbers} types @param {number} typeCount
 * @param {View} view @returns {Grouping} */
export function groupPoints(positions, failed, isPoint, types, typeCount, view) {
  const { east, south } = positions;
  const originLeft = Math.floor(view.left / CELL) * CELL;
  const originTop = Math.floor(view.top / CELL) * CELL;
  const columns = Math.ceil(view.width / CELL) + 1;
  const lines = Math.ceil(view.height / CELL) + 1;
  const cells = columns * lines;
  const tallies = new Uint32Array(cells * typeCount);
  const sums = new Float64Array(cells * 2);
  const members = new Int32Array(cells).fill(-1);
  const factor = view.scale / CELL;
  const shiftEast = (ORIGIN.east * view.scale - originLeft) / CELL;
  const shiftSouth = (ORIGIN.south * view.scale - originTop) / CELL;
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] !== 0 || isPoint[row] === 0) continue;
    const across = east[row] * factor + shiftEast;
    const down = south[row] * factor + shiftSouth;
    if (!(across >= 0 && down >= 0 && across < columns && down < lines)) continue;
    const cell = (down | 0) * columns + (across | 0);
    tallies[cell * typeCount + types[row]]++;
    sums[2 * cell] += across;
    sums[2 * cell + 1] += down;
    members[cell] = row;
  }
  /** @type {Group[]} */
  const groups = [];
  const [offsetLeft, offsetTop] = [originLeft - view.left, originTop - view.top];
  for (let cell = 0; cell < cells; cell++) {
    if (members[cell] < 0) continue;
    const byType = tallies.slice(cell * typeCount, (cell + 1) * typeCount);
    let count = 0;
    for (const number of byType) count += number;
    const left = (sums[2 * cell] / count) * CELL + offsetLeft;
    const top = (sums[2 * cell + 1] / count) * CELL + offsetTop;
    groups.push({ left, top, radius: radiusOf(count), count, byType, row: members[cell], cells: [cell] });
  }
  return { groups: mergeOverlaps(groups), columns, originLeft, originTop };
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

/** The shown incidents of one group. @param {{east: Float32Array, south: Float32Array}} positions
 * @param {Uint16Array} failed @param {Uint8Array} isPoint @param {Grouping} grouping @param {Group} group
 * @param {View} view the one that was grouped @returns {number[]} rows */
export function membersOf(positions, failed, isPoint, grouping, group, view) {
  const cells = new Set(group.cells);
  const rows = [];
  // The same arithmetic as in groupPoints, or a point on the edge of a cell would change sides.
  const factor = view.scale / CELL;
  const shiftEast = (ORIGIN.east * view.scale - grouping.originLeft) / CELL;
  const shiftSouth = (ORIGIN.south * view.scale - grouping.originTop) / CELL;
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] !== 0 || isPoint[row] === 0) continue;
    const across = positions.east[row] * factor + shiftEast;
    const down = positions.south[row] * factor + shiftSouth;
    if (!(across >= 0 && down >= 0 && across < grouping.columns)) continue;
    if (cells.has((down | 0) * grouping.columns + (across | 0))) rows.push(row);
  }
  return rows;
}
