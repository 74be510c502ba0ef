// Coordinates as packed by mapapp/mapping/places.py: squares inside squares, each level in the order of those
// above it.

/** @typedef {object} Places
 * @property {Int32Array} latitudes as stored, by row
 * @property {Int32Array} longitudes
 * @property {Int32Array} order the rows by place: columns that belong to a place are written in it */

/** Squares with fewer rows are sorted by insertion: counting has to walk all 256 bytes. */
const FEW = 40;

/** @param {Uint8Array} body starts with the levels, coarsest first; they are sorted in place
 * @param {number} levels @param {number} rows
 * @param {boolean} whole false where nothing is written in the order of the places: the last level may then stay
 * unsorted @returns {Places} */
export function readPlaces(body, levels, rows, whole) {
  if (body.length < levels * rows) throw new Error("the places are cut short");
  const order = new Int32Array(rows);
  for (let at = 0; at < rows; at++) order[at] = at;
  const begins = new Uint8Array(rows + 1);
  begins[0] = begins[rows] = 1;
  const moved = new Int32Array(rows);
  for (let level = 0; level < levels; level++) {
    const run = body.subarray(level * rows, (level + 1) * rows);
    if (whole || level < levels - 1) sortInside(run, order, begins, moved);
    if (level < levels - 1) for (let at = 1; at < rows; at++) if (run[at] !== run[at - 1]) begins[at] = 1;
  }
  const latitudes = moved;
  const longitudes = new Int32Array(rows);
  for (let at = 0; at < rows; at++) {
    let [down, across] = [0, 0];
    for (let from = at; from < levels * rows; from += rows) {
      down = (down << 4) | (body[from] >> 4);
      across = (across << 4) | (body[from] & 15);
    }
    latitudes[order[at]] = down;
    longitudes[order[at]] = across;
  }
  return { latitudes, longitudes, order };
}

/** Sort the rows of each square by their byte; equal ones stay as they are. @param {Uint8Array} run
 * @param {Int32Array} order @param {Uint8Array} begins 1 where a square begins, and after the last row
 * @param {Int32Array} moved room for the rows */
function sortInside(run, order, begins, moved) {
  const rows = run.length;
  const next = new Int32Array(257);
  for (let start = 0, end = 0; start < rows; start = end) {
    end = start + 1;
    while (begins[end] === 0) end++;
    if (end - start > FEW) sortMany(run, order, moved, next, start, end);
    else if (end - start > 1) sortFew(run, order, start, end);
  }
}

/** @param {Uint8Array} run @param {Int32Array} order @param {number} start @param {number} end */
function sortFew(run, order, start, end) {
  for (let at = start + 1; at < end; at++) {
    const byte = run[at];
    if (run[at - 1] <= byte) continue;
    const row = order[at];
    let to = at;
    for (; to > start && run[to - 1] > byte; to--) {
      run[to] = run[to - 1];
      order[to] = order[to - 1];
    }
    run[to] = byte;
    order[to] = row;
  }
}

/** @param {Uint8Array} run @param {Int32Array} order @param {Int32Array} moved room for the rows
 * @param {Int32Array} next room for a place per byte @param {number} start @param {number} end */
function sortMany(run, order, moved, next, start, end) {
  next.fill(0);
  for (let at = start; at < end; at++) next[run[at] + 1]++;
  for (let byte = 1; byte < 257; byte++) next[byte] += next[byte - 1];
  for (let at = start; at < end; at++) moved[next[run[at]]++] = order[at];
  // Each place has moved on to the end of its byte's rows.
  for (let at = start, byte = 0; at < end; at++) {
    while (next[byte] <= at - start) byte++;
    order[at] = moved[at - start];
    run[at] = byte;
  }
}
