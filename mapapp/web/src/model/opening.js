// Opens the packed incidents of a document: small ones at once, large ones beside the page.
import { runBeside } from "./beside.js";
import { disarmed } from "./bytes.js";
import { Incidents, readIncidents } from "./incidents.js";
import { project } from "./projection.js";
import { TextBlocks } from "./texts.js";

/** @typedef {{east: Float32Array, south: Float32Array}} Positions */
/** @typedef {{incidents: Incidents, positions: Positions, script: string}} Opened `script` is for workers */
/** @typedef {{header: any, columns: import("./incidents.js").Column[], blocks: Uint8Array<ArrayBuffer>, positions: Positions}} Parts
 * what an `Opened` is made of: values that travel between threads */

/** Up to this many packed bytes are opened on the page's own thread, in some 60 ms: sooner than a worker begins. */
const AT_ONCE = 3e6;

/** @param {string} text of the element that carries the data @param {number} size in bytes
 * @param {string} script this very script, for a worker to run
 * @param {(share: number) => void} progress told only for large documents @returns {Promise<Opened>} */
export async function openIncidents(text, size, script, progress) {
  if (size <= AT_ONCE) return { ...(await openHere(text, size, () => {})), script };
  progress(0);
  const beside = await runBeside(script, "open", { text, size }, ({ share }) => progress(share));
  if (!beside) return { ...(await openHere(text, size, progress)), script };
  const { header, columns, blocks, positions } = /** @type {Parts} */ (beside.answer);
  const texts = new TextBlocks(header.text, blocks);
  return { incidents: new Incidents(header, new Map(columns.map((column) => [column.name, column])), texts), positions, script };
}

/** The same on this thread. @param {string} text @param {number} size
 * @param {(share: number) => void} progress @returns {Promise<{incidents: Incidents, positions: Positions}>} */
async function openHere(text, size, progress) {
  const packed = disarmed(text, size);
  progress(0.3);
  const incidents = await readIncidents(packed, (share) => progress(0.3 + 0.6 * share));
  return { incidents, positions: project(incidents) };
}

/** The worker's side of `openIncidents`. @type {import("./beside.js").Task} */
export async function openTask({ text, size }, progress) {
  const { incidents, positions } = await openHere(text, size, (share) => progress({ share }));
  const columns = [...incidents.columns.values()];
  const blocks = incidents.texts.whole;
  const numbers = [...columns.map((column) => column.stored), positions.east, positions.south, blocks];
  const moved = [...new Set(numbers.map((one) => /** @type {ArrayBuffer} */ (one.buffer)))];
  return { answer: /** @type {Parts} */ ({ header: incidents.header, columns, blocks, positions }), moved };
}
