// The whole document around the map: bar, filters, legend, timeline, table, help.
import { dataText, element, icon, ICONS } from "../dom.js";
import { LANGUAGES } from "../language/language.js";
import { isoOf } from "../model/incidents.js";
import { dayRange, filterPanel, listedBox } from "./panel.js";
import { legendBox } from "./legend.js";
import { showIncident } from "../map/incident-layer.js";

/** @typedef {import("../session.js").Session} Session */

const LANGUAGE_NAMES = Object.freeze({ en: "English", ar: "العربية", ckb: "کوردی" });
/** Bounds of Iraq with some air: south-west and north-east, in degrees. */
const IRAQ = Object.freeze({ south: 29.0, west: 38.7, north: 37.5, east: 48.7 });

/** @param {Session} session @param {L.Map} map @param {any} layer */
export function buildPage(session, map, layer) {
  const container = map.getContainer();
  const page = element("div", { class: "im-page" });
  document.body.append(page);
  const stage = element("main", { class: "im-stage" });
  stage.append(container);
  container.classList.add("im-map");
  container.setAttribute("role", "application");
  L.control.scale({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(map);
  session.theme = preferredTheme();
  session.setTheme(session.theme);
  const rebuild = () => {
    const { language } = session;
    document.documentElement.lang = language.code;
    document.documentElement.dir = language.direction;
    document.documentElement.dataset.theme = session.theme;
    document.title = String(session.incidents.about.title ?? "");
    fillPage(session, map, page, stage, layer);
  };
  session.on("appearance", rebuild);
  rebuild();
  map.invalidateSize({ animate: false, pan: false });
  showIraq(map);
  map.options.maxBounds = L.latLngBounds([12, 20], [52, 68]);
  container.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === container) layer.openCentre();
  });
}

/** @param {L.Map} map */
function showIraq(map) {
  map.fitBounds([[IRAQ.south, IRAQ.west], [IRAQ.north, IRAQ.east]], { animate: false, padding: [6, 6] });
}

/** @returns {"light" | "dark"} */
function preferredTheme() {
  return window.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @param {Session} session @param {L.Map} map @param {HTMLElement} page @param {HTMLElement} stage @param {any} layer */
function fillPage(session, map, page, stage, layer) {
  const whole = session.options.panel !== false;
  session.listeners.get("filters")?.forEach((listener) => /** @type {any} */ (listener).ofPage && session.listeners.get("filters")?.delete(listener));
  const before = new Set(session.listeners.get("filters") ?? []);
  page.replaceChildren();
  page.classList.toggle("im-bare", !whole);
  const panel = whole && element("div", { class: "im-side" }, filterPanel(session, { draw: () => {} }));
  if (panel && session.listed.length) panel.append(listedBox(session, (row) => showIncident(session, map, row)));
  if (whole) page.append(bar(session, page));
  if (panel) page.append(panel);
  page.append(stage);
  stage.querySelectorAll(".im-overlay").forEach((old) => old.remove());
  stage.append(mapButtons(session, map), element("div", { class: "im-overlay im-legend-place" }, legendBox(session)));
  for (const listener of session.listeners.get("filters") ?? []) {
    if (!before.has(listener)) /** @type {any} */ (listener).ofPage = true;
  }
  void layer;
}

/** @param {Session} session @param {L.Map} map */
function mapButtons(session, map) {
  const { language } = session;
  const button = (/** @type {"zoomIn" | "zoomOut" | "wholeMap"} */ word, /** @type {string} */ path, /** @type {() => void} */ act) =>
    element("button", { type: "button", class: "im-map-button", title: language.word(word), "aria-label": language.word(word), onclick: act }, icon(path));
  return element("div", { class: "im-overlay im-map-buttons" },
    button("zoomIn", ICONS.plus, () => map.zoomIn()),
    button("zoomOut", ICONS.minus, () => map.zoomOut()),
    button("wholeMap", ICONS.home, () => showIraq(map)));
}

/** Title, sources, dates, the number shown, and the buttons. @param {Session} session @param {HTMLElement} page */
function bar(session, page) {
  const { language, incidents } = session;
  const range = dayRange(session);
  const about = incidents.about;
  const dates = range ? `${language.date(isoOf(range[0]))} – ${language.date(isoOf(range[1]))}` : language.word("noDate");
  const count = element("p", { class: "im-shown", role: "status" });
  const unplaced = element("button", { type: "button", class: "im-text-button im-unplaced", onclick: () => {
    page.classList.add("im-open");
    document.getElementById("im-listed")?.scrollIntoView();
  } });
  const reset = element("button", { type: "button", class: "im-text-button", onclick: () => session.replaceFilters({}) }, language.word("reset"));
  const update = () => {
    count.textContent = language.word("shownOf", { shown: language.number(session.filtering.shown), total: language.number(incidents.rows) });
    const listed = session.listed.length;
    unplaced.hidden = !listed;
    if (listed) unplaced.textContent = language.word("unplaced", { count: language.number(session.listed.filter((row) => session.filtering.failed[row] === 0).length) });
    reset.hidden = !Object.values(session.filters).some((value) => value !== null && value !== "" && value !== undefined);
  };
  session.on("filters", update);
  update();
  const sources = (about.sources ?? []).join(", ");
  return element("header", { class: "im-bar" },
    iconButton(language.word("filters"), ICONS.filter, () => page.classList.toggle("im-open"), "im-menu"),
    element("div", { class: "im-titles" },
      element("h1", { class: "im-title", dir: "auto" }, String(about.title ?? "")),
      element("p", { class: "im-subtitle" }, element("span", {}, dates), sources && element("span", { class: "im-sources" }, " · ", dataText(sources)))),
    element("div", { class: "im-status" }, count, reset, unplaced),
    element("div", { class: "im-buttons" }, languageChoice(session),
      iconButton(language.word("theme"), ICONS.theme, () => session.setTheme(session.theme === "dark" ? "light" : "dark"))));
}

/** @param {string} name @param {string} path @param {() => void} act @param {string} [more] */
export function iconButton(name, path, act, more = "") {
  return element("button", { type: "button", class: `im-icon-button ${more}`, title: name, "aria-label": name, onclick: act }, icon(path));
}

/** @param {Session} session */
function languageChoice(session) {
  const choice = element("select", { class: "im-select", "aria-label": session.language.word("language"), onchange: () => session.setLanguage(choice.value) });
  for (const code of LANGUAGES) choice.append(element("option", { value: code, lang: code }, LANGUAGE_NAMES[code]));
  choice.value = session.language.code;
  return choice;
}
