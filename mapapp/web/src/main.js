// The door for the page's own script: `IraqIncidents.addLayer(map, dataId, options)`, called by the Folium
// layer (mapapp/mapping/layer.py).
import { AT_ONCE, disarmed } from "./model/bytes.js";
import { readIncidents, readIncidentsNow } from "./model/incidents.js";
import { readBaseMap, readDistricts } from "./map/base-map.js";
import { offerGroundTiles } from "./map/ground-tiles.js";
import { incidentLayer } from "./map/incident-layer.js";
import { legendControl } from "./page/legend.js";
import { buildPage } from "./page/page.js";
import { Session } from "./session.js";
import { languageOf } from "./language/language.js";
import { listen } from "./protocol.js";

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
  const packed = disarmed(carrier.textContent ?? "", Number(carrier.dataset.bytes));
  const base = options.base ? document.getElementById("incident-base-map") : null;
  const baseMap = readBaseMap(base);
  const incidents = packed.length <= AT_ONCE ? readIncidentsNow(packed) : await readIncidents(packed);
  carrier.textContent = "";
  if (base) base.textContent = "";
  incidents.about.sha256 = carrier.dataset.sha256;
  const session = new Session(incidents, baseMap, options, readDistricts(document.getElementById("incident-districts")));
  const layer = incidentLayer(session);
  if (options.page) buildPage(session, map, layer);
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
}

/** Say so instead of showing half the data. @param {L.Map} map */
function tellDamaged(map) {
  const note = document.createElement("p");
  note.className = "im-damaged";
  note.setAttribute("role", "alert");
  note.textContent = ["en", "ar", "ckb"].map((code) => languageOf(code).word("damaged")).join("\n");
  map.getContainer().append(note);
}

offerGroundTiles();
/** @type {any} */ (window).IraqIncidents = Object.freeze({ addLayer });
