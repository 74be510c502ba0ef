// The packed incidents as typed arrays: what mapapp/mapping/packing.py wrote, read back.
import { gunzip, jsonOf } from "./bytes.js";
import { readPlaces } from "./places.js";
import { TextBlocks } from "./texts.js";

/** @typedef {Uint8Array | Uint16Array | Uint32Array | Int32Array} Numbers */

/** @typedef {object} Column
 * @property {string} name
 * @property {"day" | "count" | "number" | "codes" | "sequence"} kind
 * @property {Numbers} stored for codes the place in `values`; for the others 0 is missing and `base` is added
 * @property {number} base
 * @property {number} step a number's unit is 1/step
 * @property {string[]} values
 * @property {string} prefix of a sequence
 * @property {number} digits width of a sequence's number, 0 for its natural width */

const MAGIC = "IQM2";

/** All incidents of a document, ordered by first day. */
export class Incidents {
  /** @param {any} header @param {Map<string, Column>} columns @param {TextBlocks} texts */
  constructor(header, columns, texts) {
    /** @type {number} */
    this.rows = header.rows;
    this.header = header;
    /** @type {Record<string, any>} what the document says of itself */
    this.about = header.about;
    this.columns = columns;
    this.texts = texts;
    /** @type {[number, number] | null | undefined} asked once */
    this.range = undefined;
    /** @type {string[] | null} folded long texts by row, once a search needed them */
    this.folded = null;
    /** @type {Map<string, string[]>} */
    this.foldedValues = new Map();
  }

  /** A dictionary column; one that holds nothing answers with "" for every row.
   * @param {string} name @returns {Column} */
  codes(name) {
    const found = this.columns.get(name);
    if (found) return found;
    return blankColumn(name, this.rows);
  }

  /** The value of a column that isn't in a text block: text, number, or null for missing.
   * Days are ISO text. @param {string} name @param {number} row @returns {string | number | null} */
  value(name, row) {
    const column = this.columns.get(name);
    if (!column) return null;
    const stored = column.stored[row];
    if (column.kind === "codes") return column.values[stored];
    if (column.kind === "sequence") {
      return column.prefix + String(stored + column.base).padStart(column.digits, "0");
    }
    if (stored === 0) return null;
    if (column.kind === "day") return isoOf(stored + column.base);
    return (stored + column.base) / column.step;
  }

  /** First and last day of all incidents, as days since 1970; null where none has a date.
   * @returns {[number, number] | null} */
  get dayRange() {
    if (this.range !== undefined) return this.range;
    const first = this.columns.get("event_date");
    const dated = first ? datedRows(first.stored) : 0;
    this.range = null;
    if (!first || dated === 0) return null;
    const last = this.columns.get("event_date_end");
    const ends = last ? largestOf(last.stored) : 0;
    const latest = first.stored[dated - 1] + first.base;
    this.range = [first.stored[0] + first.base, last && ends ? Math.max(latest, ends + last.base) : latest];
    return this.range;
  }

  /** First and last day of a row as days since 1970; null where the date is missing.
   * @param {number} row @returns {[number, number] | null} */
  days(row) {
    const first = this.columns.get("event_date");
    if (!first || first.stored[row] === 0) return null;
    const start = first.stored[row] + first.base;
    const last = this.columns.get("event_date_end");
    return [start, last && last.stored[row] ? last.stored[row] + last.base : start];
  }
}

/** How many rows have a day: those come first. @param {Numbers} stored in order, then zeros */
export function datedRows(stored) {
  let dated = stored.length;
  while (dated > 0 && stored[dated - 1] === 0) dated--;
  return dated;
}

/** @param {Numbers} stored */
function largestOf(stored) {
  let largest = 0;
  for (let row = 0; row < stored.length; row++) if (stored[row] > largest) largest = stored[row];
  return largest;
}

/** @param {number} day days since 1970-01-01 */
export function isoOf(day) {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

/** @param {string} iso @returns {number} days since 1970-01-01 */
export function dayOf(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000);
}

/** @param {string} name @param {number} rows @returns {Column} */
function blankColumn(name, rows) {
  const stored = new Uint8Array(rows);
  return { name, kind: "codes", stored, base: 0, step: 1, values: [""], prefix: "", digits: 0 };
}

/** Read a document's packed incidents.
 * @param {Uint8Array<ArrayBuffer>} packed @param {(share: number) => void} progress @returns {Promise<Incidents>} */
export async function readIncidents(packed, progress) {
  const { head, body, blocks } = partsOf(packed);
  const [header, columns] = await Promise.all([gunzip(head), gunzip(body)]);
  progress(0.4);
  return incidentsOf(jsonOf(header), columns, blocks.slice(), progress);
}

/** @param {Uint8Array<ArrayBuffer>} packed */
function partsOf(packed) {
  const magic = String.fromCharCode(...packed.subarray(0, 4));
  if (magic !== MAGIC) throw new Error(`packed incidents start with ${MAGIC}, not ${magic}`);
  const lengths = new DataView(packed.buffer, packed.byteOffset, 12);
  const bodyAt = 12 + lengths.getUint32(4, true);
  const blocksAt = bodyAt + lengths.getUint32(8, true);
  return { head: packed.subarray(12, bodyAt), body: packed.subarray(bodyAt, blocksAt), blocks: packed.subarray(blocksAt) };
}

/** @param {any} header @param {Uint8Array} body @param {Uint8Array<ArrayBuffer>} blocks
 * @param {(share: number) => void} progress @returns {Incidents} */
function incidentsOf(header, body, blocks, progress) {
  /** @type {Map<string, Column>} */
  const columns = new Map();
  const { latitudes, longitudes, order } = readPlaces(body, header.levels, header.rows, header.columns.some((/** @type {any} */ told) => told.by_place));
  progress(0.8);
  let at = header.levels * header.rows;
  for (const told of header.columns) {
    const size = told.width * header.rows;
    const planes = body.subarray(at, at + size);
    if (planes.length !== size) throw new Error(`the column ${told.name} is cut short`);
    const inOrder = size ? numbersOf(planes, told.width, header.rows, told.delta) : told.name === "latitude" ? latitudes : longitudes;
    columns.set(told.name, {
      step: 1,
      base: 0,
      values: [],
      prefix: "",
      digits: 0,
      ...told,
      stored: told.by_place ? scattered(inOrder, order) : inOrder,
    });
    at += size;
  }
  return new Incidents(header, columns, new TextBlocks(header.text, blocks));
}

/** Numbers that stand in the order of the places, by row. @template {Numbers} N @param {N} numbers
 * @param {Int32Array} order @returns {N} */
function scattered(numbers, order) {
  const byRow = numbers.slice();
  for (let at = 0; at < order.length; at++) byRow[order[at]] = numbers[at];
  return /** @type {N} */ (byRow);
}

/** Undo the byte planes, and the differences where `delta`.
 * @param {Uint8Array} planes @param {number} width @param {number} rows @param {boolean} delta
 * @returns {Numbers} */
export function numbersOf(planes, width, rows, delta) {
  if (width === 1 && !delta) return planes.slice();
  const lowest = planes.subarray(0, rows);
  const numbers = delta || width > 2 ? new Int32Array(lowest) : new Uint16Array(lowest);
  for (let byte = 1; byte < width; byte++) {
    const [from, shift] = [byte * rows, 8 * byte];
    for (let row = 0; row < rows; row++) numbers[row] |= planes[from + row] << shift;
  }
  if (delta) {
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const zigzag = numbers[row];
      sum += (zigzag >>> 1) ^ -(zigzag & 1);
      numbers[row] = sum;
    }
  }
  return numbers;
}
