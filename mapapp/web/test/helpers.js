// Incidents made from records, without packing: what the model's tests filter and group.
import { readFile } from "node:fs/promises";
import { Incidents, dayOf } from "../src/model/incidents.js";
import { TextBlocks } from "../src/model/texts.js";
import { foldText } from "../src/model/fold.js";
import { readPlaceNames } from "../src/model/place-names.js";

/** The table that the bundle carries. */
export const placeNames = readPlaceNames(await readFile(new URL("../../data/place_names.csv", import.meta.url), "utf8"));

const DAYS = ["event_date", "event_date_end"];
const NUMBERS = ["latitude", "longitude", "radius_km", "fatalities", "fatalities_low", "fatalities_high", "injuries"];
const STEP = 1e5;

/** In the order of a document: by first day, those without one last. @param {Record<string, any>[]} records */
export function byDay(records) {
  const day = (/** @type {Record<string, any>} */ record) => record.event_date ?? "~";
  return [...records].sort((one, other) => (day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : 0));
}

/** @param {Record<string, any>[]} unsorted @returns {Incidents} with notes as long texts, already folded */
export function incidentsOf(unsorted) {
  const records = byDay(unsorted);
  const columns = new Map();
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  names.delete("notes");
  for (const name of names) {
    const shape = { name, step: 1, base: 0, values: [], prefix: "", digits: 0 };
    if (DAYS.includes(name)) {
      const stored = Int32Array.from(records, (record) => (record[name] ? dayOf(record[name]) : 0));
      columns.set(name, { ...shape, kind: "day", stored });
    } else if (NUMBERS.includes(name)) {
      // 0 stands for missing, so the base is below every number.
      const base = -1000 * STEP;
      const stored = Int32Array.from(records, (record) => (record[name] == null ? 0 : Math.round(record[name] * STEP) - base));
      const whole = !["latitude", "longitude", "radius_km"].includes(name);
      if (whole) stored.forEach((_, row) => (stored[row] = records[row][name] == null ? 0 : records[row][name] + 1));
      columns.set(name, { ...shape, kind: whole ? "count" : "number", stored, base: whole ? -1 : base, step: whole ? 1 : STEP });
    } else {
      const values = [...new Set(records.map((record) => String(record[name] ?? "")))].sort();
      const stored = Uint16Array.from(records, (record) => values.indexOf(String(record[name] ?? "")));
      columns.set(name, { ...shape, kind: "codes", stored, values });
    }
  }
  const texts = new TextBlocks({ columns: [], rows: 512, sizes: [] }, new Uint8Array(0));
  const incidents = new Incidents({ rows: records.length, about: {} }, columns, texts);
  incidents.folded = records.map((record) => foldText(record.notes ?? ""));
  return incidents;
}
