// Incidents whose place is only known as an area: never a pin, but the area with a number.
import { ORIGIN, latitudeOf } from "./projection.js";

/** How an incident is shown, by its precision. */
export const SHOWN_AS = Object.freeze({ listed: 0, point: 1, area: 2 });

/** @typedef {object} Area
 * @property {"district" | "governorate"} precision
 * @property {string} governorate standard name, "" where unknown
 * @property {string} name of the district or the governorate
 * @property {number} east of the label, relative to ORIGIN
 * @property {number} south
 * @property {number} radius share of the world's width; 0 where unknown
 * @property {number} count shown incidents */

/** Of an incident that has coordinates. @param {string} precision */
function shownAs(precision) {
  if (precision === "unresolved" || precision === "country") return SHOWN_AS.listed;
  if (precision === "district" || precision === "governorate") return SHOWN_AS.area;
  return SHOWN_AS.point;
}

/** @param {import("./incidents.js").Incidents} incidents
 * @param {{east: Float32Array, south: Float32Array}} positions */
export function placeRows(incidents, positions) {
  const precision = incidents.codes("geo_precision");
  const isPoint = new Uint8Array(incidents.rows);
  const radius = incidents.columns.get("radius_km");
  const governorates = incidents.codes("admin1");
  const districts = incidents.codes("admin2");
  /** @type {number[]} rows that are on no spot of the map */
  const listed = [];
  /** @type {Area[]} */
  const areas = [];
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {[number, number][]} row and place in `areas` */
  const inAreas = [];
  const located = Uint8Array.from(precision.values, (level) => shownAs(level));
  for (let row = 0; row < incidents.rows; row++) {
    const how = Number.isNaN(positions.east[row]) ? SHOWN_AS.listed : located[precision.stored[row]];
    if (how === SHOWN_AS.point) {
      isPoint[row] = 1;
      continue;
    }
    if (how === SHOWN_AS.listed) {
      listed.push(row);
      continue;
    }
    const level = precision.values[precision.stored[row]];
    const governorate = governorates.values[governorates.stored[row]];
    const isDistrict = level === "district";
    const district = isDistrict ? districts.values[districts.stored[row]] : "";
    const place = isDistrict && !district ? `${positions.east[row]},${positions.south[row]}` : district;
    const key = JSON.stringify([level, governorate, place]);
    let at = known.get(key);
    if (at === undefined) {
      at = areas.length;
      known.set(key, at);
      const kilometres = radius && radius.stored[row] ? (radius.stored[row] + radius.base) / radius.step : 0;
      areas.push({
        precision: /** @type {"district" | "governorate"} */ (level),
        governorate,
        name: district || String(incidents.value("location", row) || governorate),
        east: positions.east[row],
        south: positions.south[row],
        radius: shareOf(kilometres, positions.south[row]),
        count: 0,
      });
    }
    inAreas.push([row, at]);
  }
  return { isPoint, listed, areas, inAreas };
}

/** Kilometres as a share of the world's width at a latitude. @param {number} kilometres
 * @param {number} south relative to ORIGIN */
export function shareOf(kilometres, south) {
  const latitude = latitudeOf(south + ORIGIN.south);
  return kilometres / (40075.017 * Math.cos((latitude * Math.PI) / 180));
}

/** Count the shown incidents of each area. @param {Area[]} areas @param {[number, number][]} inAreas
 * @param {Uint16Array} failed */
export function countAreas(areas, inAreas, failed) {
  for (const area of areas) area.count = 0;
  for (const [row, at] of inAreas) if (failed[row] === 0) areas[at].count++;
}
