// Writes the shown incidents as a file: few at once, many beside the page.
import { runBeside } from "./beside.js";
import { Incidents } from "./incidents.js";
import { csvOf, geoJsonOf, shownRows } from "./records.js";
import { TextBlocks } from "./texts.js";

/** @typedef {"csv" | "geojson"} Kind */

const WRITERS = Object.freeze({ csv: csvOf, geojson: geoJsonOf });
/** Up to this many rows are written on the page's own thread, in some 50 ms: sooner than a worker begins. */
const AT_ONCE = 10000;

/** @param {Kind} kind @param {Incidents} incidents @param {Uint16Array} failed 0 for the rows that are written
 * @param {number} shown how many those are @param {string} script this very script, for a worker to run
 * @param {(share: number) => void} progress told only for many rows @returns {Promise<Blob>} */
export async function writtenAs(kind, incidents, failed, shown, script, progress) {
  const here = (/** @type {(share: number) => unknown} */ tell) => WRITERS[kind](incidents, shownRows(failed), tell);
  if (shown <= AT_ONCE) return here(() => {});
  progress(0);
  const { header, columns, texts } = incidents;
  const input = { kind, header, columns: [...columns.values()], blocks: texts.whole, failed };
  const beside = await runBeside(script, "write", input, ({ share }) => progress(share));
  if (beside) return beside.answer;
  // The page answers in between.
  return here((share) => {
    progress(share);
    return new Promise((resume) => setTimeout(resume));
  });
}

/** The worker's side of `writtenAs`. @type {import("./beside.js").Task} */
export async function writeTask({ kind, header, columns, blocks, failed }, progress) {
  const named = new Map(columns.map((/** @type {import("./incidents.js").Column} */ column) => [column.name, column]));
  const incidents = new Incidents(header, named, new TextBlocks(header.text, blocks));
  const answer = await WRITERS[/** @type {Kind} */ (kind)](incidents, shownRows(failed), (share) => progress({ share }));
  return { answer, moved: [] };
}
