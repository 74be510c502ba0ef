// Opens the packed incidents of a document: small ones at once, large ones in a worker that tells how far it is,
// so that the page answers meanwhile.
import { AT_ONCE, disarmed } from "./bytes.js";
import { Incidents, readIncidents, readIncidentsNow } from "./incidents.js";
import { project } from "./projection.js";
import { TextBlocks } from "./texts.js";

/** @typedef {{east: Float32Array, south: Float32Array}} Positions */
/** @typedef {{incidents: Incidents, positions: Positions}} Opened */
/** @typedef {{header: any, columns: import("./incidents.js").Column[], blocks: Uint8Array<ArrayBuffer>, positions: Positions}} Parts
 * what an `Opened` is made of: values that travel between threads */
/** @typedef {{share: number} | {parts: Parts} | {fault: string}} Told what the worker tells */

/** Milliseconds within which a worker has to begin; a page that allows none may not say so. */
const PATIENCE = 4000;

/** @param {string} text of the element that carries the data @param {number} size in bytes
 * @param {string | undefined} script this very script, for the worker to run
 * @param {(share: number) => void} progress told only for large documents @returns {Promise<Opened>} */
export async function openIncidents(text, size, script, progress) {
  if (size <= AT_ONCE) {
    const incidents = readIncidentsNow(disarmed(text, size));
    return { incidents, positions: project(incidents) };
  }
  progress(0);
  const parts = script ? await openBeside(text, size, script, progress) : null;
  if (parts) {
    const { header, columns, blocks, positions } = parts;
    const texts = new TextBlocks(header.text, blocks);
    return { incidents: new Incidents(header, new Map(columns.map((column) => [column.name, column])), texts), positions };
  }
  return openHere(text, size, progress);
}

/** The same on this thread, giving way in between. @param {string} text @param {number} size
 * @param {(share: number) => void} progress @returns {Promise<Opened>} */
async function openHere(text, size, progress) {
  const packed = disarmed(text, size);
  progress(0.3);
  const incidents = await readIncidents(packed, (share) => progress(0.3 + 0.6 * share));
  return { incidents, positions: project(incidents) };
}

/** @param {string} text @param {number} size @param {string} script @param {(share: number) => void} progress
 * @returns {Promise<Parts | null>} null where the browser or the page allows no worker */
function openBeside(text, size, script, progress) {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    /** @type {Worker | undefined} */
    let worker;
    const end = () => {
      clearTimeout(patience);
      worker?.terminate();
      URL.revokeObjectURL(address);
    };
    const giveUp = () => {
      end();
      resolve(null);
    };
    const patience = setTimeout(giveUp, PATIENCE);
    try {
      worker = new Worker(address);
    } catch {
      // Sandboxed frames and some embedding pages forbid workers; the document opens all the same.
      giveUp();
      return;
    }
    worker.onerror = giveUp;
    worker.onmessage = (/** @type {MessageEvent<Told>} */ { data }) => {
      clearTimeout(patience);
      if ("share" in data) {
        progress(data.share);
        return;
      }
      end();
      if ("parts" in data) resolve(data.parts);
      else reject(new Error(data.fault));
    };
    worker.postMessage({ text, size });
  });
}

/** The worker's side: answer the one message that the page sends. */
export function serveOpening() {
  const scope = /** @type {any} */ (globalThis);
  const tell = (/** @type {Told} */ told, /** @type {ArrayBuffer[]} */ moved = []) => scope.postMessage(told, moved);
  scope.onmessage = async (/** @type {MessageEvent<{text: string, size: number}>} */ { data: { text, size } }) => {
    try {
      tell({ share: 0.05 });
      const { incidents, positions } = await openHere(text, size, (share) => tell({ share }));
      const columns = [...incidents.columns.values()];
      const blocks = incidents.texts.whole;
      const buffers = [...columns.map((column) => column.stored), positions.east, positions.south, blocks].map((numbers) => /** @type {ArrayBuffer} */ (numbers.buffer));
      tell({ parts: { header: incidents.header, columns, blocks, positions } }, [...new Set(buffers)]);
    } catch (error) {
      tell({ fault: String(error) });
    }
  };
}
