// Incidents as a surface: heat, hexagons, and sums by governorate.
import { ORIGIN } from "./projection.js";

/** @typedef {import("./grouping.js").View} View */
/** @typedef {{east: Float32Array, south: Float32Array}} Positions */

/** What each incident adds: 1, or its dead (none stated adds nothing).
 * @param {import("./incidents.js").Incidents} incidents @param {"incidents" | "killed"} measure
 * @returns {(row: number) => number} */
export function weightOf(incidents, measure) {
  if (measure === "incidents") return () => 1;
  const column = incidents.columns.get("fatalities");
  if (!column) return () => 0;
  return (row) => (column.stored[row] ? column.stored[row] + column.base : 0);
}

/** Pixels of a heat cell, and how many cells the blur spreads to each side. */
export const HEAT = Object.freeze({ cell: 5, spread: 3 });

/** Density on a coarse grid, blurred thrice by a box (close to a Gaussian).
 * @param {Positions} positions @param {Uint16Array} failed @param {Uint8Array} isPoint
 * @param {(row: number) => number} weight @param {View} view */
export function heatGrid(positions, failed, isPoint, weight, view) {
  const columns = Math.ceil(view.width / HEAT.cell);
  const lines = Math.ceil(view.height / HEAT.cell);
  let grid = new Float32Array(columns * lines);
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] !== 0 || isPoint[row] === 0) continue;
    const across = ((positions.east[row] + ORIGIN.east) * view.scale - view.left) / HEAT.cell;
    const down = ((positions.south[row] + ORIGIN.south) * view.scale - view.top) / HEAT.cell;
    if (across >= 0 && down >= 0 && across < columns && down < lines) grid[(down | 0) * columns + (across | 0)] += weight(row);
  }
  for (let pass = 0; pass < 3; pass++) {
    grid = boxBlur(grid, columns, lines, 1, columns);
    grid = boxBlur(grid, lines, columns, columns, 1);
  }
  return { grid, columns, lines };
}

/** Running mean along one axis. @param {Float32Array} grid @param {number} length of a run
 * @param {number} runs @param {number} step within a run @param {number} stride between runs */
function boxBlur(grid, length, runs, step, stride) {
  const out = new Float32Array(grid.length);
  const width = 2 * HEAT.spread + 1;
  for (let run = 0; run < runs; run++) {
    const from = run * stride;
    let sum = 0;
    for (let at = 0; at < Math.min(HEAT.spread, length); at++) sum += grid[from + at * step];
    for (let at = 0; at < length; at++) {
      const enters = at + HEAT.spread;
      const leaves = at - HEAT.spread - 1;
      if (enters < length) sum += grid[from + enters * step];
      if (leaves >= 0) sum -= grid[from + leaves * step];
      out[from + at * step] = Math.max(0, sum / width);
    }
  }
  return out;
}

/** Pixels from a hexagon's middle to a corner. */
export const HEXAGON = 17;

/** Sums by hexagon, fixed to the ground. Cube rounding after Red Blob Games' account of hexagonal grids.
 * @param {Positions} positions @param {Uint16Array} failed @param {Uint8Array} isPoint
 * @param {(row: number) => number} weight @param {View} view
 * @returns {{left: number, top: number, sum: number, key: number}[]} pixels in the view */
export function hexagons(positions, failed, isPoint, weight, view) {
  /** @type {Map<number, number>} */
  const sums = new Map();
  const room = 2 * HEXAGON;
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] !== 0 || isPoint[row] === 0) continue;
    const left = (positions.east[row] + ORIGIN.east) * view.scale;
    const top = (positions.south[row] + ORIGIN.south) * view.scale;
    if (!(left > view.left - room && left < view.left + view.width + room)) continue;
    if (!(top > view.top - room && top < view.top + view.height + room)) continue;
    const key = hexagonAt(left, top);
    sums.set(key, (sums.get(key) ?? 0) + weight(row));
  }
  return [...sums].filter(([, sum]) => sum > 0).map(([key, sum]) => {
    const q = Math.round(key / 4194304);
    const r = key - q * 4194304;
    return { left: HEXAGON * Math.sqrt(3) * (q + r / 2) - view.left, top: HEXAGON * 1.5 * r - view.top, sum, key };
  });
}

/** The hexagon over a spot, as one number; both its coordinates stay far below 2^22 at zoom 18.
 * @param {number} left world pixels @param {number} top */
function hexagonAt(left, top) {
  const slant = ((Math.sqrt(3) / 3) * left - top / 3) / HEXAGON;
  const line = ((2 / 3) * top) / HEXAGON;
  let [q, r] = [Math.round(slant), Math.round(line)];
  const s = Math.round(-slant - line);
  const [offQ, offR, offS] = [Math.abs(q - slant), Math.abs(r - line), Math.abs(s + slant + line)];
  if (offQ > offR && offQ > offS) q = -r - s;
  else if (offR > offS) r = -q - s;
  return q * 4194304 + r;
}

/** The shown incidents in one hexagon. @param {Positions} positions @param {Uint16Array} failed
 * @param {Uint8Array} isPoint @param {number} scale @param {number} key @returns {number[]} */
export function hexagonRows(positions, failed, isPoint, scale, key) {
  const rows = [];
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] !== 0 || isPoint[row] === 0) continue;
    if (hexagonAt((positions.east[row] + ORIGIN.east) * scale, (positions.south[row] + ORIGIN.south) * scale) === key) rows.push(row);
  }
  return rows;
}

/** Sums by the value of a dictionary column.
 * @param {import("./incidents.js").Column} column @param {Uint16Array} failed
 * @param {(row: number) => number} weight @returns {Map<string, number>} */
export function sumsBy(column, failed, weight) {
  const sums = new Float64Array(column.values.length);
  for (let row = 0; row < failed.length; row++) if (failed[row] === 0) sums[column.stored[row]] += weight(row);
  return new Map(column.values.map((value, code) => [value, sums[code]]));
}

/** Sequential ramps (light to strong), readable by the colour-blind: for a light and a dark ground. */
const RAMPS = Object.freeze({
  light: ["#fbe9c6", "#f6c27a", "#e98b4e", "#cf5340", "#9b2a43", "#5c1540"],
  dark: ["#3a2a4a", "#6b2f5e", "#a63d5a", "#d9624a", "#f0a04b", "#fbe3a1"],
});

/** The colour of a share between 0 and 1. @param {number} share @param {"light" | "dark"} theme
 * @returns {[number, number, number]} */
export function rampColour(share, theme) {
  const ramp = RAMPS[theme];
  const place = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(place));
  const part = (/** @type {string} */ colour, /** @type {number} */ at) => parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  return /** @type {[number, number, number]} */ ([0, 1, 2].map((at) =>
    Math.round(part(ramp[low], at) + (place - low) * (part(ramp[low + 1], at) - part(ramp[low], at)))));
}

/** Counts span powers of ten, so the ramp follows their logarithm. @param {number} sum @param {number} most */
export function logShare(sum, most) {
  return most <= 1 ? Number(sum > 0) : Math.log1p(sum) / Math.log1p(most);
}
