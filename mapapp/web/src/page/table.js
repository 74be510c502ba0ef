// The filtered incidents as a table: only the rows in view are in the page, so a million scroll as ten do.
import { dataText, element, icon, ICONS } from "../dom.js";
import { cellsOf } from "../model/records.js";
import { sortedRows } from "../model/sorting.js";

/** @typedef {import("../session.js").Session} Session */

/** Columns of the table, where the data have them. */
const SHOWN = Object.freeze(/** @type {const} */ ([
  "event_date", "event_type", "sub_event_type", "location", "admin1", "admin2", "geo_precision", "actor1", "actor2",
  "fatalities", "injuries", "source", "review_status",
]));
const ROW = 30;
/** Browsers draw no taller element than some 33 million pixels; longer tables scroll by share. */
const TALLEST = 8e6;
/** Rows put on the clipboard at most. */
const MOST_COPIED = 20000;

/** @param {Session} session @param {(row: number) => void} open @param {() => void} close @returns {HTMLElement} */
export function incidentTable(session, open, close) {
  const { language, incidents } = session;
  const columns = SHOWN.filter((name) => incidents.columns.has(name));
  /** @type {{name: string, down: boolean}} */
  let sorting = { name: "event_date", down: false };
  /** @type {Int32Array} */
  let rows = new Int32Array(0);
  const body = element("tbody");
  const head = element("tr", {}, ...columns.map((name) => {
    const told = language.word(/** @type {any} */ (`#${name}`));
    return element("th", { scope: "col", "data-name": name }, element("button", { type: "button", class: "im-sort", title: language.word("sortBy", { column: told }), onclick: () => {
      sorting = { name, down: sorting.name === name && !sorting.down };
      refresh();
    } }, told));
  }));
  const table = element("table", { class: "im-table" }, element("thead", {}, head), body);
  const space = element("div", { class: "im-table-space" });
  const scroller = element("div", { class: "im-table-scroll", tabindex: "0", role: "region", "aria-label": language.word("table") }, space, table);
  const empty = element("p", { class: "im-note" }, language.word("nothingShown"));

  const fill = () => {
    const height = Math.max(ROW, scroller.clientHeight - 34);
    const visible = Math.ceil(height / ROW) + 1;
    const most = Math.max(0, rows.length - visible + 1);
    const room = Math.max(1, space.offsetHeight - scroller.clientHeight);
    const first = Math.min(most, Math.round((scroller.scrollTop / room) * most));
    body.replaceChildren(...Array.from(rows.subarray(first, first + visible), (row, at) => rowOf(session, columns, row, first + at + 2, open)));
    table.style.transform = `translateY(${scroller.scrollTop}px)`;
  };
  const refresh = () => {
    rows = sortedRows(incidents.columns.get(sorting.name), session.filtering.failed, sorting.down);
    table.setAttribute("aria-rowcount", String(rows.length + 1));
    space.style.height = `${Math.min(TALLEST, rows.length * ROW + 34)}px`;
    empty.hidden = rows.length > 0;
    for (const cell of head.children) {
      const here = /** @type {HTMLElement} */ (cell).dataset.name === sorting.name;
      cell.setAttribute("aria-sort", here ? (sorting.down ? "descending" : "ascending") : "none");
    }
    fill();
  };
  let waiting = 0;
  session.on("filters", () => {
    // Sorting many rows takes longer than a frame, so the map goes first.
    clearTimeout(waiting);
    waiting = window.setTimeout(refresh, 60);
  });
  session.on("selection", fill);
  scroller.addEventListener("scroll", fill, { passive: true });
  new ResizeObserver(fill).observe(scroller);
  const copied = element("span", { class: "im-copied", role: "status" });
  const copy = element("button", { type: "button", class: "im-text-button", onclick: () => copyRows(session, columns, rows, copied) }, language.word("copy"));
  refresh();
  return element("section", { class: "im-table-place", "aria-label": language.word("table") },
    element("div", { class: "im-table-head" }, element("h2", { class: "im-list-title" }, language.word("table")), copied, copy,
      element("button", { type: "button", class: "im-icon-button", "aria-label": language.word("close"), onclick: close }, icon(ICONS.close))),
    scroller, empty);
}

/** @param {Session} session @param {readonly string[]} columns @param {number} row @param {number} place
 * @param {(row: number) => void} open */
function rowOf(session, columns, row, place, open) {
  const cells = columns.map((name, at) => {
    const told = textOf(session, name, row);
    const inner = at === 0 ? element("button", { type: "button", class: "im-cell-open", onclick: () => open(row) }, told || "–") : dataText(told);
    return element("td", {}, inner);
  });
  return element("tr", { "aria-rowindex": place, class: row === session.selected ? "im-selected" : null, onclick: () => open(row) }, ...cells);
}

/** @param {Session} session @param {string} name @param {number} row @returns {string} */
function textOf(session, name, row) {
  const value = session.incidents.value(name, row);
  if (value === null || value === "") return "";
  if (name === "event_date") return session.language.date(String(value));
  return typeof value === "number" ? session.language.number(value) : session.label(name, value);
}

/** Put the rows on the clipboard and say so. @param {Session} session @param {readonly string[]} columns
 * @param {Int32Array} rows @param {HTMLElement} told */
async function copyRows(session, columns, rows, told) {
  const { language, incidents } = session;
  const heads = columns.map((name) => language.word(/** @type {any} */ (`#${name}`)));
  const copied = rows.subarray(0, MOST_COPIED);
  const text = cellsOf(incidents, copied, columns, heads);
  const done = await writeClipboard(text);
  const word = !done ? "notCopied" : copied.length < rows.length ? "copiedFirst" : "copied";
  told.textContent = language.word(word, { count: language.number(copied.length) });
}

/** @param {string} text @returns {Promise<boolean>} whether the browser let it */
async function writeClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Frames without an origin of their own have no clipboard; some still copy what is selected.
    const field = element("textarea", { class: "im-aside", value: text });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
