// Whole incidents, with their long texts: for the table and for what the reader downloads.

/** The schema's columns, in its order (COLUMNS in mapapp/incidents.py). */
export const COLUMNS = Object.freeze([
  "event_id", "event_date", "event_date_end", "date_precision", "event_type", "sub_event_type", "actor1", "actor2",
  "admin1", "admin2", "location", "location_as_written", "latitude", "longitude", "geo_precision", "radius_km",
  "fatalities", "fatalities_low", "fatalities_high", "injuries", "notes", "source", "source_url", "source_dataset",
  "source_id", "review_status", "evidence", "tags", "created_at", "updated_at",
]);

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

/** `progress` hears how far it is, and what it returns is waited for. All lines as one text would be longer than browsers allow.
 * @param {import("./incidents.js").Incidents} incidents @param {number[]} rows
 * @param {(value: (name: string) => string | number | null) => string} line
 * @param {string} end of a line @param {(share: number) => unknown} progress
 * @returns {Promise<string[]>} the lines of a stretch each */
async function stretchesOf(incidents, rows, line, end, progress) {
  const { texts } = incidents;
  /** @type {Record<string, string>} */
  const none = {};
  const stretches = [];
  for (let start = 0; start < rows.length; start += STRETCH) {
    const lines = [];
    for (const row of rows.slice(start, start + STRETCH)) {
      const long = texts.count ? await texts.of(row) : none;
      lines.push(line((name) => long[name] ?? incidents.value(name, row)));
    }
    const isLast = start + STRETCH >= rows.length;
    stretches.push(lines.join(end) + (isLast ? "" : end));
    if (isLast) break;
    await progress(start / rows.length);
  }
  return stretches;
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
 * @param {(share: number) => unknown} progress @returns {Promise<Blob>} */
export async function csvOf(incidents, rows, progress) {
  const line = (/** @type {(name: string) => string | number | null} */ value) => COLUMNS.map((name) => csvCell(value(name))).join(",");
  const stretches = await stretchesOf(incidents, rows, line, "\r\n", progress);
  // The byte order mark tells spreadsheets that this is UTF-8.
  return new Blob(["\uFEFF", COLUMNS.join(","), "\r\n", ...stretches, "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** Properties that say nothing are left out: they would be most of the file.
 * @param {import("./incidents.js").Incidents} incidents @param {number[]} rows
 * @param {(share: number) => unknown} progress @returns {Promise<Blob>} */
export async function geoJsonOf(incidents, rows, progress) {
  const named = COLUMNS.filter((name) => !["latitude", "longitude"].includes(name) && (incidents.columns.has(name) || incidents.texts.columns.includes(name)));
  const line = (/** @type {(name: string) => string | number | null} */ value) => {
    const [latitude, longitude] = [value("latitude"), value("longitude")];
    const geometry = latitude === null || longitude === null ? null : { type: "Point", coordinates: [longitude, latitude] };
    /** @type {Record<string, string | number>} */
    const properties = {};
    for (const name of named) {
      const told = value(name);
      if (told !== null && told !== "") properties[name] = told;
    }
    return JSON.stringify({ type: "Feature", id: value("event_id") ?? undefined, geometry, properties });
  };
  const stretches = await stretchesOf(incidents, rows, line, ",\n", progress);
  return new Blob(['{"type":"FeatureCollection","features":[\n', ...stretches, "\n]}\n"], { type: "application/geo+json" });
}
