// The vector base map that travels in the document: shapes decoded once, as shares of the world.
import { carriedBy, gunzip, jsonOf } from "../model/bytes.js";
import { ORIGIN, shareEast, shareSouth } from "../model/projection.js";

/** @typedef {{east: Float32Array, south: Float32Array, box: Box}} Line positions relative to ORIGIN */
/** @typedef {{west: number, north: number, east: number, south: number}} Box relative to ORIGIN */
/** @typedef {{name: string, rings: Line[], label: {east: number, south: number}, box: Box}} Outline */
/** @typedef {Outline & {name_ar: string, name_ckb: string}} Governorate */
/** @typedef {Outline & {governorate: string}} District */
/** @typedef {{name: string, name_ar: string, name_ckb: string, rank: number, kind: string, east: number, south: number}} Town */
/** @typedef {{land: Line[], lakes: Line[], rivers: Line[], border: Line[], borders: Line[],
 *   governorates: Governorate[], towns: Town[]}} BaseMap */

/** @param {number[]} deltas longitude and latitude in turn, in 1/scale degree @param {number} scale
 * @returns {Line} */
function lineOf(deltas, scale) {
  const count = deltas.length / 2;
  const line = { east: new Float32Array(count), south: new Float32Array(count), box: emptyBox() };
  let [longitude, latitude] = [0, 0];
  for (let at = 0; at < count; at++) {
    longitude += deltas[2 * at];
    latitude += deltas[2 * at + 1];
    line.east[at] = shareEast(longitude / scale) - ORIGIN.east;
    line.south[at] = shareSouth(latitude / scale) - ORIGIN.south;
    grow(line.box, line.east[at], line.south[at]);
  }
  return line;
}

/** @returns {Box} */
function emptyBox() {
  return { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
}

/** @param {Box} box @param {number} east @param {number} south */
function grow(box, east, south) {
  box.west = Math.min(box.west, east);
  box.east = Math.max(box.east, east);
  box.north = Math.min(box.north, south);
  box.south = Math.max(box.south, south);
}

/** Lines across an outline on which a place for its label is looked for, and one. */
const LINES = 10;

/** A point well inside the largest ring: of the widest span on one of nine lines across it.
 * @param {Line[]} rings */
function labelPoint(rings) {
  const area = (/** @type {Line} */ ring) => (ring.box.east - ring.box.west) * (ring.box.south - ring.box.north);
  const largest = rings.reduce((one, other) => (area(other) > area(one) ? other : one));
  const { north } = largest.box;
  const gap = (largest.box.south - north) / LINES;
  /** @type {number[][]} */
  const crossed = Array.from({ length: LINES }, () => []);
  for (let at = 0; at < largest.east.length - 1; at++) {
    const [from, to] = [largest.south[at], largest.south[at + 1]];
    const end = Math.min(LINES - 1, Math.floor((Math.max(from, to) - north) / gap));
    for (let line = Math.max(1, Math.ceil((Math.min(from, to) - north) / gap)); line <= end; line++) {
      const south = north + gap * line;
      if (from > south === to > south) continue;
      crossed[line].push(largest.east[at] + ((south - from) / (to - from)) * (largest.east[at + 1] - largest.east[at]));
    }
  }
  let best = { east: (largest.box.west + largest.box.east) / 2, south: (north + largest.box.south) / 2, score: -1 };
  for (const [line, crossings] of crossed.entries()) {
    crossings.sort((one, other) => one - other);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      // Lines near the middle win over slightly wider ones at the edge.
      const score = (crossings[at + 1] - crossings[at]) * (1 - Math.abs(line - LINES / 2) / (LINES - 1));
      if (score > best.score) best = { east: (crossings[at] + crossings[at + 1]) / 2, south: north + gap * line, score };
    }
  }
  return { east: best.east, south: best.south };
}

/** @param {{rings: number[][]}} packed @param {number} scale @returns {any} the same with its rings decoded */
function outlineOf(packed, scale) {
  const rings = packed.rings.map((deltas) => lineOf(deltas, scale));
  const box = emptyBox();
  for (const ring of rings) {
    grow(box, ring.box.west, ring.box.north);
    grow(box, ring.box.east, ring.box.south);
  }
  return { ...packed, rings, box, label: labelPoint(rings) };
}

/** @param {HTMLElement | null} carrier the script element that holds the districts given, if any
 * @returns {Promise<District[]>} */
export async function readDistricts(carrier) {
  if (!carrier) return [];
  const told = jsonOf(await gunzip(carriedBy(carrier)));
  return told.districts.map((/** @type {any} */ outline) => outlineOf(outline, told.scale));
}

/** Several layers of a page share one base map. @type {WeakMap<Element, Promise<BaseMap>>} */
const DECODED = new WeakMap();

/** @param {HTMLElement | null} carrier the script element that holds the base map @returns {Promise<BaseMap | null>} */
export async function readBaseMap(carrier) {
  if (!carrier) return null;
  const decoded = DECODED.get(carrier) ?? decodeBaseMap(carrier);
  DECODED.set(carrier, decoded);
  return decoded;
}

/** @param {HTMLElement} carrier @returns {Promise<BaseMap>} */
async function decodeBaseMap(carrier) {
  const told = jsonOf(await gunzip(carriedBy(carrier)));
  const lines = (/** @type {number[][]} */ packed) => packed.map((deltas) => lineOf(deltas, told.scale));
  const place = (/** @type {any} */ town) => ({
    ...town,
    east: shareEast(town.longitude) - ORIGIN.east,
    south: shareSouth(town.latitude) - ORIGIN.south,
  });
  return {
    land: lines(told.land),
    lakes: lines(told.lakes),
    rivers: lines(told.rivers),
    border: lines(told.border),
    borders: lines(told.borders),
    governorates: told.governorates.map((/** @type {any} */ outline) => outlineOf(outline, told.scale)),
    towns: told.towns.map(place),
  };
}
