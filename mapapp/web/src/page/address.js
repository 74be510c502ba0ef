// The part of the address after "#" keeps view, layer, filters and the open incident, so that a link restores them.
import { rowOf } from "../protocol.js";
import { showIncident } from "../map/incident-layer.js";

/** @typedef {import("../session.js").Session} Session */

/** Milliseconds of rest before the address is written. */
const REST = 250;

/** @param {Session} session @param {L.Map} map @returns {string} */
export function addressOf(session, map) {
  const { lat, lng } = map.getCenter();
  const filters = JSON.stringify(stated(session.filters));
  const parts = new URLSearchParams({ view: [lat.toFixed(4), lng.toFixed(4), map.getZoom()].join(",") });
  if (filters !== JSON.stringify(stated(session.incidents.about.filters ?? {}))) parts.set("filters", filters);
  const id = session.selected === null ? null : session.incidents.value("event_id", session.selected);
  if (id !== null) parts.set("incident", String(id));
  const own = session.incidents.about.view ?? {};
  if (session.mode !== (own.layer ?? "groups")) parts.set("layer", session.mode);
  if (session.measure !== (own.measure ?? "incidents")) parts.set("measure", session.measure);
  if (session.language.code !== (session.incidents.about.language ?? "en")) parts.set("language", session.language.code);
  return `#${parts}`;
}

/** @param {Session} session @param {L.Map} map @param {string} address @returns {boolean} whether a view was in it */
export function restore(session, map, address) {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const language = parts.get("language");
  if (language) session.setLanguage(language);
  const filters = parsed(parts.get("filters")) ?? { ...session.incidents.about.filters };
  if (JSON.stringify(stated(filters)) !== JSON.stringify(stated(session.filters))) session.replaceFilters(filters);
  const own = session.incidents.about.view ?? {};
  const wanted = parts.get("layer") ?? own.layer;
  const layer = session.modes.find((mode) => mode === wanted) ?? "groups";
  session.setMode(layer, (parts.get("measure") ?? own.measure) === "killed" ? "killed" : "incidents");
  const view = (parts.get("view") ?? "").split(",").map(Number);
  const known = view.length === 3 && view.every(Number.isFinite);
  if (known) map.setView([view[0], view[1]], view[2], { animate: false });
  const row = rowOf(session, parts.get("incident"));
  if (row !== null) showIncident(session, map, row);
  return known;
}

/** Those that are set, in one order. @param {Record<string, any>} filters */
function stated(filters) {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null && value !== undefined && value !== "").sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Filters from an address: only the shapes that a filter can have. @param {string | null} text
 * @returns {Record<string, any> | null} */
export function parsed(text) {
  if (!text) return null;
  try {
    const value = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const sound = Object.entries(value).filter(([name, one]) =>
      name.endsWith("_from") || name.endsWith("_to") || name === "text" ? ["string", "number"].includes(typeof one) : Array.isArray(one));
    return Object.fromEntries(sound);
  } catch {
    return null; // an address that was cut short restores nothing
  }
}

/** @param {Session} session @param {L.Map} map */
export function keepAddress(session, map) {
  let waiting = 0;
  const write = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => history.replaceState(null, "", addressOf(session, map)), REST);
  };
  map.on("moveend", write);
  for (const topic of /** @type {const} */ (["filters", "selection", "appearance", "mode"])) session.on(topic, write);
  window.addEventListener("hashchange", () => restore(session, map, location.hash));
}
