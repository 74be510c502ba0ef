// Web Mercator, as share of the world's width; kept relative to a point in Iraq so that 32 bits are enough:
// the rounding error stays under a tenth of a pixel at zoom 18.

/** The point that positions are relative to: 33 N 44 E, as share of the world. */
export const ORIGIN = Object.freeze({ east: shareEast(44), south: shareSouth(33) });

/** @param {number} longitude @returns {number} 0 at 180 W, 1 at 180 E */
export function shareEast(longitude) {
  return (longitude + 180) / 360;
}

/** @param {number} latitude @returns {number} 0 at 85.05 N, 1 at 85.05 S */
export function shareSouth(latitude) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** @param {number} share @returns {number} latitude in degrees */
export function latitudeOf(share) {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * share))) * 180) / Math.PI;
}

/** @param {number} share @returns {number} longitude in degrees */
export function longitudeOf(share) {
  return share * 360 - 180;
}

/** Between latitudes this far apart a straight line is within a hundredth of a pixel at zoom 18, in Iraq. */
const NODE_DEGREES = 0.004;
/** Beyond this latitude the line bends too much for that. */
const BENDS = 75;

/** @param {import("./incidents.js").Incidents} incidents
 * @returns {{east: Float32Array, south: Float32Array}} relative to ORIGIN; NaN without coordinates */
export function project(incidents) {
  const east = new Float32Array(incidents.rows);
  const south = new Float32Array(incidents.rows);
  const latitudes = incidents.columns.get("latitude");
  const longitudes = incidents.columns.get("longitude");
  if (!latitudes || !longitudes) return { east: east.fill(NaN), south: south.fill(NaN) };
  const eastStep = 1 / (360 * longitudes.step);
  const eastFrom = shareEast(longitudes.base / longitudes.step) - ORIGIN.east;
  const nodes = southNodes(latitudes, incidents.rows);
  const perNode = nodes ? 1 / (NODE_DEGREES * latitudes.step) : 0;
  for (let row = 0; row < incidents.rows; row++) {
    const latitude = latitudes.stored[row];
    const longitude = longitudes.stored[row];
    if (latitude === 0 || longitude === 0) {
      east[row] = south[row] = NaN;
      continue;
    }
    east[row] = longitude * eastStep + eastFrom;
    if (nodes) {
      const place = latitude * perNode;
      const at = place | 0;
      south[row] = nodes[at] + (place - at) * (nodes[at + 1] - nodes[at]);
    } else south[row] = shareSouth((latitude + latitudes.base) / latitudes.step) - ORIGIN.south;
  }
  return { east, south };
}

/** The way south at every NODE_DEGREES from the column's base on: a logarithm for each row would be a tenth of
 * opening. @param {import("./incidents.js").Column} latitudes @param {number} rows
 * @returns {Float64Array | null} null where the rows are fewer or reach too far north or south */
function southNodes({ stored, base, step }, rows) {
  let largest = 0;
  for (let row = 0; row < rows; row++) if (stored[row] > largest) largest = stored[row];
  const [from, to] = [base / step, (base + largest) / step];
  const count = Math.ceil((to - from) / NODE_DEGREES) + 2;
  if (count > rows || from < -BENDS || to > BENDS) return null;
  return Float64Array.from({ length: count }, (_, at) => shareSouth(from + at * NODE_DEGREES) - ORIGIN.south);
}
