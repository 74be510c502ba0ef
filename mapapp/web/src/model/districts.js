// Which of the given district outlines holds an incident, by its spot: asked once, when first shown by district.
/** @typedef {import("../map/base-map.js").Outline} Outline */

/** No outline holds the spot, or the place is known more coarsely than a district. */
export const NOWHERE = -1;
/** A cell of the grid that an outline crosses: its spots are asked one by one. */
const CROSSED = -2;
const UNASKED = -3;
/** Cells along each side of the grid over all outlines: about 2 km each over Iraq. */
const SIDE = 512;

/** Whether a spot lies in an outline: even-odd over all rings, so holes and parts come out right.
 * @param {Outline} outline @param {number} east @param {number} south relative to ORIGIN */
export function holds({ box, rings }, east, south) {
  if (east < box.west || east > box.east || south < box.north || south > box.south) return false;
  let inside = false;
  for (const ring of rings) {
    const { east: easts, south: souths } = ring;
    for (let at = 0, before = easts.length - 1; at < easts.length; before = at++) {
      if (souths[at] > south === souths[before] > south) continue;
      const crossing = easts[at] + ((south - souths[at]) / (souths[before] - souths[at])) * (easts[before] - easts[at]);
      if (east < crossing) inside = !inside;
    }
  }
  return inside;
}

/** @param {Outline[]} outlines @param {number} east @param {number} south relative to ORIGIN */
function holderOf(outlines, east, south) {
  return outlines.findIndex((outline) => holds(outline, east, south));
}

/** The outline's number for each incident, NOWHERE for one that is in none or known only as a governorate.
 * @param {Outline[]} outlines @param {{east: Float32Array, south: Float32Array}} positions
 * @param {(row: number) => boolean} isFine whether an incident's place is known to a district or finer
 * @returns {Int16Array} */
export function districtsOf(outlines, positions, isFine) {
  const rows = positions.east.length;
  const codes = new Int16Array(rows).fill(NOWHERE);
  if (!outlines.length) return codes;
  const grid = new Grid(outlines);
  for (let row = 0; row < rows; row++) {
    if (!Number.isNaN(positions.east[row]) && isFine(row)) codes[row] = grid.at(positions.east[row], positions.south[row]);
  }
  return codes;
}

/** Cells that no outline crosses answer for every spot in them, so that a million spots take no second. */
class Grid {
  /** @param {Outline[]} outlines */
  constructor(outlines) {
    this.outlines = outlines;
    this.west = Math.min(...outlines.map(({ box }) => box.west));
    this.north = Math.min(...outlines.map(({ box }) => box.north));
    this.cell = Math.max(
      Math.max(...outlines.map(({ box }) => box.east)) - this.west,
      Math.max(...outlines.map(({ box }) => box.south)) - this.north,
    ) / (SIDE - 1) || 1;
    this.cells = new Int16Array(SIDE * SIDE).fill(UNASKED);
    for (const { rings } of outlines) for (const ring of rings) this.#cross(ring);
  }

  /** Mark the cells along a ring; half a cell a step leaves none out but corners, whose neighbours are marked too.
   * @param {import("../map/base-map.js").Line} ring */
  #cross({ east, south }) {
    for (let at = 0; at < east.length; at++) {
      const before = at ? at - 1 : east.length - 1;
      const [across, down] = [east[at] - east[before], south[at] - south[before]];
      const steps = Math.ceil((2 * Math.max(Math.abs(across), Math.abs(down))) / this.cell) || 1;
      for (let step = 0; step <= steps; step++) {
        const column = Math.floor((east[before] + (across * step) / steps - this.west) / this.cell);
        const line = Math.floor((south[before] + (down * step) / steps - this.north) / this.cell);
        for (let beside = -1; beside <= 1; beside++) {
          if (column + beside >= 0 && column + beside < SIDE) this.cells[line * SIDE + column + beside] = CROSSED;
          if (line + beside >= 0 && line + beside < SIDE) this.cells[(line + beside) * SIDE + column] = CROSSED;
        }
      }
    }
  }

  /** @param {number} east @param {number} south */
  at(east, south) {
    const column = Math.floor((east - this.west) / this.cell);
    const line = Math.floor((south - this.north) / this.cell);
    if (column < 0 || line < 0 || column >= SIDE || line >= SIDE) return NOWHERE;
    const cell = line * SIDE + column;
    if (this.cells[cell] === UNASKED) this.cells[cell] = holderOf(this.outlines, east, south);
    return this.cells[cell] === CROSSED ? holderOf(this.outlines, east, south) : this.cells[cell];
  }
}
