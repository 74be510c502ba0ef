// Free text: every word must occur in one of the searched columns, after folding; a place under any of its names.
import { runBeside } from "./beside.js";
import { foldText, wordFolder } from "./fold.js";
import { soughtIn } from "./place-names.js";
import { TextBlocks } from "./texts.js";

/** The same columns as SEARCHED_COLUMNS in mapapp/filters.py. */
export const SEARCHED = Object.freeze([
  "location", "location_as_written", "admin1", "admin2", "event_type", "sub_event_type",
  "actor1", "actor2", "notes", "source",
]);

/** @param {import("./incidents.js").Incidents} incidents */
export function longSearched(incidents) {
  return incidents.texts.columns.filter((name) => SEARCHED.includes(name));
}

/** Fold the long texts, beside the page where that is allowed.
 * @param {import("./incidents.js").Incidents} incidents @param {string} script this very script, for a worker
 * @param {(share: number) => void} progress
 * @returns {Promise<string[] | null>} null where no searched column is long */
export async function foldLongTexts(incidents, script, progress) {
  const names = longSearched(incidents);
  if (!names.length) return null;
  const { texts, header } = incidents;
  /** @type {string[]} */
  const folded = [];
  const take = (/** @type {{share: number, piece?: string[]}} */ { share, piece }) => {
    folded.push(...(piece ?? []));
    progress(share);
  };
  const beside = await runBeside(script, "fold", { names, told: header.text, packed: texts.whole }, take);
  if (!beside) await foldBlocks(texts, names, take);
  return folded;
}

/** The worker's side of `foldLongTexts`. @type {import("./beside.js").Task} */
export async function foldTask({ names, told, packed }, progress) {
  await foldBlocks(new TextBlocks(told, packed), names, progress);
  return { answer: null, moved: [] };
}

/** Fold block by block, giving way in between. @param {TextBlocks} texts @param {string[]} names of columns
 * @param {import("./beside.js").Progress} progress gets the folded texts of each block as a piece */
async function foldBlocks(texts, names, progress) {
  const places = names.map((name) => texts.columns.indexOf(name));
  const fold = wordFolder();
  for (let block = 0; block < texts.count; block++) {
    const columns = await texts.block(block);
    const piece = columns[0].map((_, row) => fold(places.map((place) => columns[place][row]).join("\n")));
    progress({ share: (block + 1) / texts.count, piece });
    if (block % 2) await new Promise((resume) => setTimeout(resume));
  }
}

/** One byte per row, 1 where all that `text` asks for is found; null when `text` has no word.
 * @param {import("./incidents.js").Incidents} incidents
 * @param {string} text @param {import("./place-names.js").PlaceNames} placeNames @returns {Uint8Array | null} */
export function searchRows(incidents, text, placeNames) {
  const sought = soughtIn(foldText(text), placeNames);
  if (!sought.length) return null;
  const columns = SEARCHED.filter((name) => incidents.columns.has(name)).map((name) => incidents.codes(name));
  const folded = columns.map((column) => {
    const known = incidents.foldedValues.get(column.name) ?? column.values.map(foldText);
    incidents.foldedValues.set(column.name, known);
    return known;
  });
  const found = new Uint8Array(incidents.rows).fill(1);
  for (const isIn of sought) {
    const hits = folded.map((values) => Uint8Array.from(values, (value) => (isIn(value) ? 1 : 0)));
    const used = columns.filter((_, at) => hits[at].includes(1));
    const tables = hits.filter((hit) => hit.includes(1));
    for (let row = 0; row < found.length; row++) {
      if (!found[row]) continue;
      let hit = 0;
      for (let at = 0; at < used.length && !hit; at++) hit = tables[at][used[at].stored[row]];
      found[row] = hit || (incidents.folded && isIn(incidents.folded[row]) ? 1 : 0);
    }
  }
  return found;
}
