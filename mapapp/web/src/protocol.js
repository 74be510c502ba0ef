// Messages between the document and a page that shows it in a frame; docs/map-document.md lists them.
import { showIncident } from "./map/incident-layer.js";

/** @typedef {import("./session.js").Session} Session */

/** Only a message of this shape is taken; anything else is left alone. */
const PREFIX = "iraq-map:";

/** @param {Session} session @param {L.Map} map */
export function listen(session, map) {
  const outside = window.parent === window ? null : window.parent;
  const send = (/** @type {string} */ type, /** @type {Record<string, unknown>} */ content) =>
    // The parent's origin is not known here (file:// has none); nothing secret is in these messages.
    outside?.postMessage({ type: PREFIX + type, ...content }, "*");
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || typeof event.data?.type !== "string") return;
    receive(session, map, event.data);
  });
  const view = () => {
    const { lat, lng } = map.getCenter();
    send("view", { latitude: lat, longitude: lng, zoom: map.getZoom(), layer: session.mode, measure: session.measure });
  };
  map.on("moveend", view);
  session.on("mode", view);
  session.on("filters", () => send("shown", { total: session.incidents.rows, shown: session.filtering.shown, filters: session.filters }));
  session.on("selection", () => {
    const row = session.selected;
    const id = row === null ? null : session.incidents.value("event_id", row);
    send("select", { event_id: id, row });
  });
  send("ready", { total: session.incidents.rows, shown: session.filtering.shown, sha256: session.incidents.about.sha256 });
}

/** Look where a message says, and in the way that it names. @param {Session} session @param {L.Map} map
 * @param {Record<string, any>} view */
export function showView(session, map, { latitude, longitude, zoom, layer, measure }) {
  const known = session.modes.find((mode) => mode === layer);
  if (known) session.setMode(known, measure === "killed" ? "killed" : "incidents");
  if ([latitude, longitude, zoom].every(Number.isFinite)) map.setView([latitude, longitude], zoom, { animate: false });
}

/** @param {Session} session @param {L.Map} map @param {Record<string, any>} message */
function receive(session, map, message) {
  if (message.type === `${PREFIX}filters` && message.filters && typeof message.filters === "object") {
    session.replaceFilters({ ...message.filters });
  } else if (message.type === `${PREFIX}view`) {
    showView(session, map, message);
  } else if (message.type === `${PREFIX}select`) {
    const row = rowOf(session, message.event_id);
    if (row === null) map.closePopup();
    else showIncident(session, map, row);
  } else if (message.type === `${PREFIX}appearance`) {
    if (message.theme === "light" || message.theme === "dark") session.setTheme(message.theme);
    if (typeof message.language === "string") session.setLanguage(message.language);
  }
}

/** @param {Session} session @param {unknown} id @returns {number | null} */
export function rowOf(session, id) {
  if (typeof id !== "string" || !session.incidents.columns.has("event_id")) return null;
  const column = session.incidents.codes("event_id");
  if (column.kind === "codes") return foundOrNull(column.stored.indexOf(column.values.indexOf(id)));
  // A running id: its number is looked for among the stored ones, and must come back to the letter.
  const digits = id.startsWith(column.prefix) ? id.slice(column.prefix.length) : "";
  const row = /^\d+$/.test(digits) ? foundOrNull(column.stored.indexOf(Number(digits) - column.base)) : null;
  return row !== null && session.incidents.value("event_id", row) === id ? row : null;
}

/** @param {number} place of `indexOf` */
function foundOrNull(place) {
  return place < 0 ? null : place;
}
