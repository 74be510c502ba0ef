// Whole incidents, with their long texts: for the table and for what the reader downloads.

/** The schema's columns, in its order (COLUMNS in mapapp/incidents.py). */
export const COLUMNS = Object.freeze([
  "event_id", "event_date", "event_date_end", "date_precision", "event_type", "sub_event_type", "actor1", "actor2",
  "admin1", "admin2", "location", "location_as_written", "latitude", "longitude", "geo_precision", "radius_km",
  "fatalities", "fatalities_low", "fatalities_high", "injuries", "notes", "source", "source_url", "source_dataset",
  "source_id", "review_status", "evidence", "tags", "created_at", "updated_at",
]);

/** @param {import("./incidents.js").Incidents} incidents @param {number} row
 * @returns {Promise<Record<string, string | number | null>>} */
export async function recordOf(incidents, row) {
  const long = await incidents.texts.of(row);
  return Object.fromEntries(COLUMNS.map((name) => [name, long[name] ?? incidents.value(name, row)]));
}

/** The shown rows in order. @param {Uint16Array} failed @returns {number[]} */
export function shownRows(failed) {
  const rows = [];
  for (let row = 0; row < failed.length; row++) if (failed[row] === 0) rows.push(row);
  return rows;
}

/** A spreadsheet would run a cell that begins like a formula; a leading apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** @param {string} text @returns {string} one that no spreadsheet runs */
function plainText(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** One cell of a CSV file. Numbers stand as they are. @param {string | number | null} value */
export function csvCell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = plainText(value);
  return /[",\r\n\t;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows between two looks at how far it is: some hundredths of a second. */
const STRETCH = 4096;

/** The page goes on meanwhile, and hears how far it is.
 * @param {import("./incidents.js").Incidents} incidents @param {number[]} rows
 * @param {(record: Record<string, string | number | null>) => string} line @param {(share: number) => void} progress
 * @returns {Promise<string[]>} */
async function linesOf(incidents, rows, line, progress) {
  const lines = [];
  for (let at = 0; at < rows.length; at++) {
    lines.push(line(await recordOf(incidents, rows[at])));
    if (at % STRETCH !== STRETCH - 1) continue;
    progress(at / rows.length);
    await new Promise((resume) => setTimeout(resume));
  }
  return lines;
}

/** Columns as cells for a spreadsheet: tabs between them, days and numbers as any spreadsheet reads them.
 * @param {import("./incidents.js").Incidents} incidents @param {Iterable<number>} rows
 * @param {readonly string[]} columns @param {string[]} heads @returns {string} */
export function cellsOf(incidents, rows, columns, heads) {
  const line = (/** @type {(string | number | null)[]} */ cells) =>
    cells.map((cell) => (typeof cell === "number" ? String(cell) : plainText((cell ?? "").replace(/[\t\r\n]+/g, " ").trimStart()))).join("\t");
  return [heads, ...Array.from(rows, (row) => columns.map((name) => incidents.value(name, row)))].map(line).join("\n");
}

/** @param {import("./incidents.js").Incidents} incidents @param {number[]} rows
 * @param {(share: number) => void} progress @returns {Promise<Blob>} */
export async function csvOf(incidents, rows, progress) {
  const lines = await linesOf(incidents, rows, (record) => COLUMNS.map((name) => csvCell(record[name])).join(","), progress);
  // The byte order mark tells spreadsheets that this is UTF-8.
  return new Blob(["\uFEFF", COLUMNS.join(","), "\r\n", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** @param {import("./incidents.js").Incidents} incidents @param {number[]} rows
 * @param {(share: number) => void} progress @returns {Promise<Blob>} */
export async function geoJsonOf(incidents, rows, progress) {
  const features = await linesOf(incidents, rows, ({ latitude, longitude, ...properties }) => {
    const geometry = latitude === null || longitude === null ? null : { type: "Point", coordinates: [longitude, latitude] };
    return JSON.stringify({ type: "Feature", geometry, properties });
  }, progress);
  return new Blob(['{"type":"FeatureCollection","features":[\n', features.join(",\n"), "\n]}\n"], { type: "application/geo+json" });
}
