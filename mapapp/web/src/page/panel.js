// The filter panel: every filter as a labelled control, with numbers that follow the other filters.
import { dataText, element, icon, ICONS } from "../dom.js";
import { FACETS } from "../model/filtering.js";
import { isoOf } from "../model/incidents.js";
import { toggled } from "./legend.js";
import { withColours } from "../map/popup.js";

/** @typedef {import("../session.js").Session} Session */
/** @typedef {import("../model/filtering.js").Facet} Facet */

/** Values of a list that are shown before "Show all". */
const SHORT_LIST = 8;
/** More values than this are found by "Search", not by scrolling. */
const LONGEST_LIST = 400;

/** Lists of the panel: filter key, heading, whether it starts open, whether the words are translated. */
const LISTS = Object.freeze(/** @type {const} */ ([
  { key: "event_types", word: "eventType", open: true, all: true },
  { key: "admin1", word: "governorate", open: true, all: true },
  { key: "geo_precision", word: "precision", open: false, all: true },
  { key: "sub_event_type", word: "subType", open: false, all: false },
  { key: "admin2", word: "district", open: false, all: false },
  { key: "source", word: "source", open: false, all: false },
  { key: "review_status", word: "review", open: false, all: true },
]));

/** @param {Session} session @param {{draw: () => void}} actions @returns {HTMLElement} */
export function filterPanel(session, actions) {
  const { language } = session;
  /** @type {(() => void)[]} */
  const updates = [];
  const panel = element("aside", { class: "im-panel", id: "im-panel", "aria-label": language.word("filters") });
  panel.append(searchBox(session, updates), dateBoxes(session, updates));
  for (const list of LISTS) {
    const facet = session.filtering.facet(list.key);
    if (!facet || (facet.column.values.length < 2 && !["event_types", "admin1"].includes(list.key))) continue;
    panel.append(valueList(session, facet, list, updates));
  }
  if (session.incidents.columns.has("actor1") || session.incidents.columns.has("actor2")) panel.append(actorList(session, updates));
  if (session.incidents.columns.has("fatalities")) panel.append(countBoxes(session, updates));
  panel.append(areaBox(session, actions, updates));
  const update = () => updates.forEach((one) => one());
  session.on("filters", update);
  update();
  return withColours(panel);
}

/** @param {Session} session @param {(() => void)[]} updates */
function searchBox(session, updates) {
  const { language } = session;
  const input = element("input", { type: "search", id: "im-search", class: "im-input", placeholder: language.word("searchHint"), dir: "auto", autocomplete: "off",
    oninput: () => session.filter({ text: input.value }) });
  const progress = element("p", { class: "im-note", role: "status" });
  updates.push(() => {
    const told = session.filters.text ?? "";
    if (document.activeElement !== input && input.value !== told) input.value = told;
  });
  session.on("searching", () => {
    progress.textContent = session.folding === undefined ? "" : language.word("searching", { percent: `${Math.round(session.folding * 100)}%` });
  });
  return element("section", { class: "im-section" },
    element("label", { for: "im-search", class: "im-heading" }, language.word("search")), input, progress);
}

/** @param {Session} session @param {(() => void)[]} updates */
function dateBoxes(session, updates) {
  const { language } = session;
  const range = dayRange(session);
  const box = (/** @type {"date_from" | "date_to"} */ key, /** @type {"from" | "to"} */ word) => {
    const input = element("input", {
      type: "date", id: `im-${word}`, class: "im-input", min: range && isoOf(range[0]), max: range && isoOf(range[1]),
      oninput: () => session.filter({ [key]: input.value || null }),
    });
    updates.push(() => {
      const told = session.filters[key] ?? "";
      if (input.value !== told && !(document.activeElement === input && !input.value)) input.value = told;
    });
    return element("div", { class: "im-field" }, element("label", { for: `im-${word}` }, language.word(word)), input);
  };
  return element("section", { class: "im-section im-dates" }, box("date_from", "from"), box("date_to", "to"));
}

/** First and last day of the data. @param {Session} session @returns {[number, number] | null} */
export function dayRange(session) {
  return session.incidents.dayRange;
}

/** @param {Session} session @param {string} value @param {string} key of a filter */
function labelOf(session, value, key) {
  return value ? session.label(FACETS[/** @type {keyof typeof FACETS} */ (key)] ?? key, value) : session.language.word("noValue");
}

/** A list of check boxes for the values of one column.
 * @param {Session} session @param {Facet} facet
 * @param {{key: string, word: string, open: boolean, all: boolean}} list @param {(() => void)[]} updates */
function valueList(session, facet, list, updates) {
  const { values } = facet.column;
  session.filtering.want(facet, true);
  const order = list.key === "event_types" ? session.order : orderOf(values, list, facet.counts);
  session.filtering.want(facet, list.open);
  return checkList(session, { ...list, values, order, counts: () => facet.counts }, updates, (open) => session.filtering.want(facet, open));
}

/** Governorates and fixed scales by name or as given; long lists by number.
 * @param {string[]} values @param {{all: boolean}} list @param {Uint32Array} counts */
function orderOf(values, list, counts) {
  const codes = values.map((_, code) => code);
  const last = (/** @type {number} */ code) => (values[code] === "" ? 1 : 0);
  if (list.all) return codes.sort((one, other) => last(one) - last(other) || one - other);
  return codes.sort((one, other) => last(one) - last(other) || counts[other] - counts[one] || one - other);
}

/** @typedef {{key: string, word: string, open: boolean, all: boolean, values: string[], order: number[], counts: () => Uint32Array}} CheckList */

/** @param {Session} session @param {CheckList} list @param {(() => void)[]} updates
 * @param {(open: boolean) => void} [told] */
function checkList(session, { key, word, open, all, values, order, counts }, updates, told) {
  const { language, colours } = session;
  const rows = element("div", { class: "im-checks" });
  const shown = order.slice(0, LONGEST_LIST);
  /** @type {{input: HTMLInputElement, count: HTMLElement, code: number}[]} */
  const boxes = [];
  const addBoxes = (/** @type {number[]} */ codes) => {
    for (const code of codes) {
      const id = `im-${key}-${code}`;
      const input = element("input", { type: "checkbox", id, class: "im-check", onchange: () => session.filter({ [key]: toggled(session.filters[key], values, values[code]) }) });
      const count = element("span", { class: "im-count", "aria-hidden": "true" });
      const label = element("label", { for: id, dir: "auto" }, labelOf(session, values[code], key));
      rows.append(element("div", { class: "im-check-row" }, input,
        key === "event_types" && element("span", { class: "im-swatch", "data-colour": colours[code], "aria-hidden": "true" }), label, count));
      boxes.push({ input, count, code });
    }
  };
  const update = () => {
    const chosen = session.filters[key];
    const set = chosen && new Set(chosen);
    const numbers = counts();
    for (const { input, count, code } of boxes) {
      input.checked = !set || set.has(values[code]);
      const told = language.number(numbers[code]);
      if (count.textContent !== told) count.textContent = told;
    }
    some.textContent = set ? `${language.number(set.size)}/${language.number(values.length)}` : "";
  };
  const some = element("span", { class: "im-some" });
  const choose = (/** @type {string[] | null} */ chosen) => session.filter({ [key]: chosen });
  const tools = element("div", { class: "im-tools" },
    element("button", { type: "button", class: "im-text-button", onclick: () => choose(null) }, language.word("all")),
    element("button", { type: "button", class: "im-text-button", onclick: () => choose([]) }, language.word("none")));
  addBoxes(all ? shown : shown.slice(0, SHORT_LIST));
  const details = element("details", { class: "im-section", open },
    element("summary", { class: "im-heading" }, element("span", {}, language.word(/** @type {any} */ (word))), some), tools, rows);
  if (!all && shown.length > SHORT_LIST) {
    const more = element("button", { type: "button", class: "im-text-button", onclick: () => {
      addBoxes(shown.slice(SHORT_LIST));
      more.remove();
      update();
    } }, language.word("more", { count: language.number(shown.length) }));
    details.append(more);
  }
  // A closed list costs nothing while filtering; it catches up when opened.
  updates.push(() => details.open && update());
  details.addEventListener("toggle", () => {
    told?.(details.open);
    update();
  });
  update();
  return details;
}

/** @param {Session} session @param {(() => void)[]} updates */
function actorList(session, updates) {
  const sides = ["actor1", "actor2"].map((name) => session.incidents.codes(name));
  const values = [...new Set(sides.flatMap((side) => side.values))].filter(Boolean).sort();
  const place = new Map(values.map((value, at) => [value, at]));
  const codes = sides.map((side) => side.values.map((value) => place.get(value) ?? -1));
  const counts = () => {
    const numbers = new Uint32Array(values.length);
    const { failed } = session.filtering;
    for (let row = 0; row < failed.length; row++) {
      if (failed[row] !== 0) continue;
      const [one, other] = sides.map((side, at) => codes[at][side.stored[row]]);
      if (one >= 0) numbers[one]++;
      if (other >= 0 && other !== one) numbers[other]++;
    }
    return numbers;
  };
  const first = counts();
  const order = values.map((_, code) => code).sort((one, other) => first[other] - first[one] || one - other);
  return checkList(session, { key: "actor", word: "actor", open: false, all: false, values, order, counts }, updates);
}

/** @param {Session} session @param {(() => void)[]} updates */
function countBoxes(session, updates) {
  const { language } = session;
  const box = (/** @type {string} */ key, /** @type {"atLeast" | "atMost"} */ word) => {
    const input = element("input", { type: "number", min: "0", step: "1", id: `im-${key}`, class: "im-input", inputmode: "numeric",
      oninput: () => session.filter({ [key]: input.value === "" ? null : Number(input.value) }) });
    updates.push(() => {
      const told = String(session.filters[key] ?? "");
      if (document.activeElement !== input) input.value = told;
    });
    return element("div", { class: "im-field" }, element("label", { for: `im-${key}` }, language.word(word)), input);
  };
  return element("details", { class: "im-section" }, element("summary", { class: "im-heading" }, language.word("killed")),
    element("div", { class: "im-dates" }, box("fatalities_from", "atLeast"), box("fatalities_to", "atMost")));
}

/** @param {Session} session @param {{draw: () => void}} actions @param {(() => void)[]} updates */
function areaBox(session, actions, updates) {
  const { language } = session;
  const clear = element("button", { type: "button", class: "im-button", onclick: () => session.filter({ area: null }) }, icon(ICONS.close), language.word("clearArea"));
  const draw = element("button", { type: "button", class: "im-button", onclick: actions.draw }, icon(ICONS.draw), language.word("drawArea"));
  updates.push(() => {
    clear.hidden = !session.filters.area;
    draw.hidden = Boolean(session.filters.area);
  });
  return element("section", { class: "im-section" }, draw, clear);
}

/** What happened, as closely as the incident says. @param {Session} session @param {number} row */
function typeOf(session, row) {
  const subType = String(session.incidents.value("sub_event_type", row) ?? "");
  return subType ? session.label("sub_event_type", subType) : session.label("event_type", session.types.values[session.types.stored[row]]) || session.language.word("noValue");
}

/** The rows that are on no spot of the map, as a list beside it. @param {Session} session
 * @param {(row: number) => void} open */
export function listedBox(session, open) {
  const { language, incidents } = session;
  const items = element("ul", { class: "im-list" });
  const heading = element("h2", { class: "im-list-title" });
  const more = element("button", { type: "button", class: "im-button im-more", onclick: () => fill(items.childElementCount + 100) }, language.word("showMore"));
  /** @type {number[]} */
  let rows = [];
  const fill = (/** @type {number} */ most) => {
    items.replaceChildren(...rows.slice(0, most).map((row) => {
      const date = incidents.value("event_date", row);
      const written = incidents.value("location_as_written", row) || incidents.value("location", row) || language.word("noValue");
      return element("li", {}, element("button", { type: "button", class: "im-row", onclick: () => open(row) },
        element("span", { class: "im-headline" }, element("strong", {}, dataText(String(written))),
          element("span", { class: "im-when" }, date === null ? language.word("noDate") : language.date(String(date)), " · ", dataText(typeOf(session, row))))));
    }));
    more.hidden = rows.length <= most;
  };
  const update = () => {
    rows = session.listed.filter((row) => session.filtering.failed[row] === 0);
    heading.textContent = language.word("unplaced", { count: language.number(rows.length) });
    fill(100);
  };
  session.on("filters", update);
  update();
  return element("section", { class: "im-listed", id: "im-listed", "aria-label": language.word("unplaced", { count: "" }).replace(/[:：]\s*$/, "") }, heading, element("p", { class: "im-note" }, language.word("unplacedWhy")), items, more);
}
