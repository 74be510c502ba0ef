// The whole document around the map: bar, filters, legend, timeline, table, help.
import { dataText, element, icon, ICONS } from "../dom.js";
import { LANGUAGES } from "../language/language.js";
import { drawArea, showArea } from "../map/area-drawing.js";
import { showIncident } from "../map/incident-layer.js";
import { isoOf } from "../model/incidents.js";
import { showView } from "../protocol.js";
import { keepAddress, restore } from "./address.js";
import { downloadMenu } from "./downloads.js";
import { helpDialog } from "./help.js";
import { legendBox } from "./legend.js";
import { dayRange, filterPanel, listedBox } from "./panel.js";
import { addScale } from "./scale.js";
import { incidentTable } from "./table.js";
import { timeline } from "./timeline.js";

/** @typedef {import("../session.js").Session} Session */
/** @typedef {{session: Session, map: L.Map, page: HTMLElement, stage: HTMLElement, layer: any}} Document */

const LANGUAGE_NAMES = Object.freeze({ en: "English", ar: "العربية", ckb: "کوردی" });
/** Iraq with some air, in degrees. */
const IRAQ = Object.freeze({ south: 29.0, west: 38.7, north: 37.5, east: 48.7 });
/** How far the reader can pan: the base map ends soon after. */
const REACH = Object.freeze({ south: 14, west: 22, north: 50, east: 66 });

/** @param {Session} session @param {L.Map} map @param {any} layer */
export function buildPage(session, map, layer) {
  const container = map.getContainer();
  const page = element("div", { class: "im-page" });
  document.body.append(page);
  const stage = element("main", { class: "im-stage" }, container);
  container.classList.add("im-map");
  container.setAttribute("role", "application");
  addScale(session, map);
  session.setTheme(window.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const build = () => session.rebuild(() => fillPage({ session, map, page, stage, layer }));
  session.on("appearance", build);
  build();
  showArea(session, map);
  map.invalidateSize({ animate: false, pan: false });
  showIraq(map);
  if (session.incidents.about.view) showView(session, map, session.incidents.about.view);
  map.setMaxBounds([[REACH.south, REACH.west], [REACH.north, REACH.east]]);
  // On a narrow page the buttons would lie over the popup.
  map.on("popupopen popupclose", (event) => stage.classList.toggle("im-reading", event.type === "popupopen"));
  container.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === container && !session.busyDrawing) layer.openCentre();
  });
  printLight(session);
  if (window.parent === window) {
    restore(session, map, location.hash);
    keepAddress(session, map);
  }
}

/** Paper is white: a dark page is printed as a light one. @param {Session} session */
function printLight(session) {
  let theme = session.theme;
  window.addEventListener("beforeprint", () => {
    theme = session.theme;
    if (theme === "dark") session.setTheme("light");
  });
  window.addEventListener("afterprint", () => {
    if (theme !== session.theme) session.setTheme(theme);
  });
}

/** @param {L.Map} map */
function showIraq(map) {
  map.fitBounds([[IRAQ.south, IRAQ.west], [IRAQ.north, IRAQ.east]], { animate: false, padding: [6, 6] });
}

/** @param {Document} parts */
function fillPage({ session, map, page, stage, layer }) {
  const whole = session.options.panel !== false;
  const { language } = session;
  Object.assign(document.documentElement, { lang: language.code, dir: language.direction });
  document.documentElement.dataset.theme = session.theme;
  document.title = String(session.incidents.about.title ?? "");
  map.getContainer().setAttribute("aria-label", document.title);
  const wasOpen = page.querySelector(".im-table-place") !== null;
  page.classList.toggle("im-bare", !whole);
  stage.querySelectorAll(".im-overlay").forEach((old) => old.remove());
  stage.append(mapButtons(session, map), element("div", { class: "im-overlay im-legend-place" }, legendBox(session)));
  stage.append(modeChoice(session));
  page.replaceChildren(stage);
  if (!whole) return;
  const note = element("p", { class: "im-overlay im-drawing-note", role: "status" });
  stage.append(note);
  const draw = () => {
    page.classList.remove("im-open");
    drawArea(session, map, (cancel) => note.replaceChildren(...(cancel ? [
      language.word("drawing"), element("button", { type: "button", class: "im-note-button", onclick: cancel }, language.word("cancel")),
    ] : [])));
  };
  const open = (/** @type {number} */ row) => {
    page.classList.remove("im-open");
    showIncident(session, map, row, 9);
  };
  const side = element("div", { class: "im-side" }, filterPanel(session, { draw }));
  if (session.listed.length) side.append(listedBox(session, open));
  const tablePlace = element("div", { class: "im-table-holder" });
  const showTable = () => {
    const isOpen = tablePlace.childElementCount > 0;
    tablePlace.replaceChildren(...(isOpen ? [] : [incidentTable(session, open, showTable)]));
    map.invalidateSize({ animate: false });
  };
  const showHelp = () => {
    const help = helpDialog(session);
    page.append(help);
    help.addEventListener("close", () => help.remove());
    help.showModal();
  };
  page.replaceChildren(bar({ session, map, page, stage, layer }, showTable, showHelp), side, stage, tablePlace);
  const times = timeline(session);
  if (times) page.append(times);
  if (wasOpen) showTable();
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

const MODE_WORDS = Object.freeze(/** @type {const} */ ({
  groups: "layerGroups", points: "layerPoints", heat: "layerHeat", hexagons: "layerHexagons", governorates: "layerGovernorates", districts: "layerDistricts",
}));

/** How the incidents are shown: groups, points, heat, hexagons or sums. @param {Session} session */
function modeChoice(session) {
  const { language } = session;
  const modes = element("select", { class: "im-select im-small", "aria-label": language.word("layers") });
  for (const mode of session.modes) modes.append(element("option", { value: mode }, language.word(MODE_WORDS[mode])));
  const measures = element("select", { class: "im-select im-small", "aria-label": language.word("perIncident") });
  for (const [measure, word] of /** @type {const} */ ([["incidents", "perIncident"], ["killed", "perKilled"]])) {
    measures.append(element("option", { value: measure }, language.word(word)));
  }
  const change = () => {
    session.setMode(/** @type {any} */ (modes.value), /** @type {any} */ (measures.value));
  };
  const follow = () => {
    modes.value = session.mode;
    measures.value = session.measure;
    measures.hidden = !session.incidents.columns.has("fatalities") || ["groups", "points"].includes(session.mode);
  };
  session.on("mode", follow);
  follow();
  modes.addEventListener("change", change);
  measures.addEventListener("change", change);
  return element("div", { class: "im-overlay im-mode" }, modes, measures);
}

/** Title, sources, dates, the number shown, and the buttons.
 * @param {Document} parts @param {() => void} showTable @param {() => void} showHelp */
function bar({ session, map, page }, showTable, showHelp) {
  const { language, incidents } = session;
  const range = dayRange(session);
  const about = incidents.about;
  const dates = range ? `${language.date(isoOf(range[0]))} – ${language.date(isoOf(range[1]))}` : language.word("noDate");
  const count = element("p", { class: "im-shown", role: "status" });
  const unplaced = element("button", { type: "button", class: "im-text-button im-unplaced", onclick: () => {
    page.classList.add("im-open");
    document.getElementById("im-listed")?.scrollIntoView();
  } });
  const reset = element("button", { type: "button", class: "im-text-button", onclick: () => session.reset() }, language.word("reset"));
  const undo = element("button", { type: "button", class: "im-text-button", onclick: () => session.undo() }, language.word("undo"));
  const update = () => {
    count.textContent = language.word("shownOf", { shown: language.number(session.filtering.shown), total: language.number(incidents.rows) });
    const listed = session.listed.length ? session.listed.filter((row) => session.filtering.failed[row] === 0).length : 0;
    unplaced.hidden = !session.listed.length;
    if (session.listed.length) unplaced.textContent = language.word("unplaced", { count: language.number(listed) });
    reset.hidden = !session.isFiltered;
    undo.hidden = session.history.length === 0;
  };
  session.on("filters", update);
  update();
  const sources = (about.sources ?? []).join(", ");
  return element("header", { class: "im-bar" },
    iconButton(language.word("filters"), ICONS.filter, () => page.classList.toggle("im-open"), "im-menu"),
    element("div", { class: "im-titles" },
      element("h1", { class: "im-title" }, dataText(String(about.title ?? ""))),
      element("p", { class: "im-subtitle" }, element("span", {}, dates), sources && element("span", { class: "im-sources" }, " · ", dataText(sources)))),
    element("div", { class: "im-status" }, count, undo, reset, unplaced),
    element("div", { class: "im-buttons" },
      iconButton(language.word("table"), ICONS.table, showTable),
      downloadMenu(session, map),
      iconButton(language.word("help"), ICONS.help, showHelp),
      iconButton(language.word("theme"), ICONS.theme, () => session.setTheme(session.theme === "dark" ? "light" : "dark"))),
    languageChoice(session));
}

/** @param {string} name @param {string} path @param {() => void} act @param {string} [more] */
function iconButton(name, path, act, more = "") {
  return element("button", { type: "button", class: `im-icon-button ${more}`, title: name, "aria-label": name, onclick: act }, icon(path));
}

/** @param {Session} session */
function languageChoice(session) {
  const choice = element("select", { class: "im-select", "aria-label": session.language.word("language"), onchange: () => session.setLanguage(choice.value) });
  for (const code of LANGUAGES) choice.append(element("option", { value: code, lang: code }, LANGUAGE_NAMES[code]));
  choice.value = session.language.code;
  return choice;
}
