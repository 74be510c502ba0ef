// The door for the page's own script: `IraqIncidents.addLayer(map, dataId, options)`, called by the Folium
// layer (mapapp/mapping/layer.py).
import { element } from "./dom.js";
import { serveTasks } from "./model/beside.js";
import { openIncidents, openTask } from "./model/opening.js";
import { foldTask } from "./model/searching.js";
import { warmUp } from "./model/warming.js";
import { writeTask } from "./model/writing.js";
import { readBaseMap, readDistricts } from "./map/base-map.js";
import { offerGroundTiles } from "./map/ground-tiles.js";
import { incidentLayer } from "./map/incident-layer.js";
import { legendControl } from "./page/legend.js";
import { buildPage } from "./page/page.js";
import { Session } from "./session.js";
import { LANGUAGES, languageOf } from "./language/language.js";
import { listen } from "./protocol.js";

/** A worker has no page. */
const IS_WORKER = typeof document === "undefined";
/** This script as the page carries it: a worker runs the same text. */
const SCRIPT = IS_WORKER ? "" : (document.currentScript?.textContent ?? "");

/** Add a packed layer to a Leaflet map. The returned group fills as soon as the data are unpacked.
 * @param {L.Map} map @param {string} dataId of the script element that carries the data
 * @param {import("./session.js").Options} options @returns {L.LayerGroup} */
function addLayer(map, dataId, options) {
  const group = L.layerGroup();
  if (options.show !== false) group.addTo(map);
  fill(map, group, dataId, options).catch((error) => {
    console.error(error);
    document.documentElement.dataset.state = "damaged";
    tellDamaged(map);
  });
  return group;
}

/** @param {L.Map} map @param {L.LayerGroup} group @param {string} dataId
 * @param {import("./session.js").Options} options */
async function fill(map, group, dataId, options) {
  const root = document.documentElement;
  root.dataset.state = "loading";
  const carrier = document.getElementById(dataId);
  if (!carrier) throw new Error(`the page holds no data ${dataId}`);
  const base = options.base ? document.getElementById("incident-base-map") : null;
  const [opened, baseMap, districts] = await Promise.all([
    openIncidents(carrier.textContent ?? "", Number(carrier.dataset.bytes), SCRIPT, progressBar(map)),
    readBaseMap(base),
    readDistricts(document.getElementById("incident-districts")),
  ]);
  const { incidents } = opened;
  carrier.textContent = "";
  if (base) base.textContent = "";
  incidents.about.sha256 = carrier.dataset.sha256;
  const session = new Session(opened, baseMap, options, districts);
  const layer = incidentLayer(session);
  if (options.page) {
    await hasSize(map.getContainer());
    buildPage(session, map, layer);
  }
  else if (options.legend) legendControl(session, "bottomright").addTo(map);
  group.addLayer(layer);
  if (options.page) listen(session, map);
  const state = () => {
    root.dataset.total = String(incidents.rows);
    root.dataset.shown = String(session.filtering.shown);
  };
  session.on("filters", state);
  state();
  root.dataset.state = "ready";
  map.fire("incidents:ready", { session });
  const whenIdle = window.requestIdleCallback ?? window.setTimeout;
  warmUp(incidents, session.positions, session.isPoint, (step) => void whenIdle(step));
}

/** A frame in a closed tab has no size, and no map fits into none: wait until it is looked at.
 * @param {HTMLElement} container @returns {Promise<void>} */
function hasSize(container) {
  return new Promise((resolve) => {
    const watch = new ResizeObserver(() => {
      if (!container.clientWidth || !container.clientHeight) return;
      watch.disconnect();
      resolve();
    });
    if (container.clientWidth && container.clientHeight) resolve();
    else watch.observe(container);
  });
}

/** Shows how far a large document is; gone when it is open. @param {L.Map} map @returns {(share: number) => void} */
function progressBar(map) {
  /** @type {HTMLProgressElement | undefined} */
  let bar;
  return (share) => {
    if (!bar) {
      const told = inAllLanguages("opening");
      bar = element("progress", { max: 1, "aria-label": told });
      const box = element("div", { class: "im-opening", role: "status" }, element("span", {}, told), bar);
      map.getContainer().append(box);
      map.once("incidents:ready", () => box.remove());
    }
    bar.value = share;
  };
}

/** The document's language stands in its data, which are not read yet. @param {"opening" | "damaged"} word */
function inAllLanguages(word) {
  return LANGUAGES.map((code) => languageOf(code).word(word)).join("\n");
}

/** Say so instead of showing half the data. @param {L.Map} map */
function tellDamaged(map) {
  const note = document.createElement("p");
  note.className = "im-damaged";
  note.setAttribute("role", "alert");
  note.textContent = inAllLanguages("damaged");
  map.getContainer().append(note);
}

if (IS_WORKER) serveTasks({ open: openTask, fold: foldTask, write: writeTask });
else {
  offerGroundTiles();
  /** @type {any} */ (window).IraqIncidents = Object.freeze({ addLayer });
}
