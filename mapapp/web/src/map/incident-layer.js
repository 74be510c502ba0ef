// The incident layer as Leaflet knows it: base map, incidents, clicks and popups.
import { canvasLayer } from "./canvas-layer.js";
import { paintGround, paintNames } from "./ground.js";
import { IncidentPainter } from "./incident-painter.js";
import { incidentCard, incidentList } from "./popup.js";
import { latitudeOf, longitudeOf, ORIGIN } from "../model/projection.js";

/** @typedef {import("../session.js").Session} Session */

/** From this zoom on a group opens as a list instead of being zoomed into. */
const LIST_ZOOM = 16;
/** Members that lie within this share of the world (about 2 m) share a spot. */
const SAME_SPOT = 5e-8;

/** @param {Session} session */
export function incidentLayer(session) {
  const painter = new IncidentPainter(session);
  const incidents = canvasLayer({ paint: (context, view) => painter.paint(context, /** @type {any} */ (view)), pane: "overlayPane", order: 400 });
  const ground = session.base && canvasLayer({
    paint: (context, view) => session.base && paintGround(context, /** @type {any} */ (view), session.base, session.ground),
    pane: "tilePane",
  });
  const names = session.options.names === false ? null : session.base && canvasLayer({
    paint: (context, view) =>
      session.base && paintNames(context, /** @type {any} */ (view), session.base, session.ground, session.language.code, ["heat", "points", "hexagons"].includes(session.mode) ? painter.targets.filter(({ area }) => area) : painter.targets),
    pane: "overlayPane",
    order: 410,
  });
  let waiting = 0;
  /** Names follow the circles a frame later: the incidents come first. */
  const followNames = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => names?.redraw());
  };
  const Layer = L.LayerGroup.extend({
    onAdd(/** @type {L.Map} */ map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      map.on("click", this._click, this);
      map.on("mousemove", this._hover, this);
      this._stop = [
        session.on("filters", () => {
          incidents.redraw();
          followNames();
        }),
        session.on("appearance", () => {
          ground?.redraw();
          incidents.redraw();
          names?.redraw();
        }),
        session.on("mode", () => {
          incidents.redraw();
          followNames();
        }),
        session.on("selection", () => {
          painter.selected = session.selected;
          incidents.redraw();
        }),
      ];
      return this;
    },
    onRemove(/** @type {L.Map} */ map) {
      map.off("click", this._click, this);
      map.off("mousemove", this._hover, this);
      for (const stop of this._stop) stop();
      return L.LayerGroup.prototype.onRemove.call(this, map);
    },
    _hover(/** @type {L.LeafletMouseEvent} */ event) {
      const point = this._map.project(event.latlng);
      this._map.getContainer().classList.toggle("im-over", painter.hit(point.x, point.y) !== null);
    },
    _click(/** @type {L.LeafletMouseEvent} */ event) {
      if (session.busyDrawing) return;
      const point = this._map.project(event.latlng);
      const target = painter.hit(point.x, point.y);
      if (target) openTarget(session, painter, this._map, target);
    },
    /** Open what is nearest to the middle of the map: for the keyboard. */
    openCentre() {
      const point = this._map.project(this._map.getCenter());
      const target = painter.nearest(point.x, point.y);
      if (target) openTarget(session, painter, this._map, target);
    },
    painter,
    redraw: () => incidents.redraw(),
  });
  return new (/** @type {any} */ (Layer))([ground, incidents, names].filter(Boolean));
}

/** @param {Session} session @param {IncidentPainter} painter @param {L.Map} map
 * @param {import("./incident-painter.js").Target} target */
function openTarget(session, painter, map, target) {
  const { positions, language } = session;
  const rows = painter.rowsOf(target);
  if (!rows.length || !painter.view) return;
  const at = map.unproject([target.left + painter.view.left, target.top + painter.view.top]);
  if (target.area) {
    const heading = language.word("incidentsIn", { count: language.number(rows.length), place: target.area.name });
    openPopup(session, map, at, rows.length === 1 ? incidentCard(session, rows[0]) : incidentList(session, rows, heading));
    if (rows.length === 1) session.select(rows[0]);
    return;
  }
  if (target.rows) {
    openPopup(session, map, at, incidentList(session, rows, language.word("incidentsHere", { count: language.number(rows.length) })));
    return;
  }
  if (rows.length === 1) {
    session.select(rows[0]);
    openPopup(session, map, at, incidentCard(session, rows[0]));
    return;
  }
  const box = extent(positions, rows);
  const sameSpot = box.east - box.west < SAME_SPOT && box.south - box.north < SAME_SPOT;
  if (sameSpot || map.getZoom() >= LIST_ZOOM) {
    const heading = language.word("incidentsHere", { count: language.number(rows.length) });
    openPopup(session, map, at, incidentList(session, rows, heading));
    return;
  }
  const bounds = L.latLngBounds(
    [latitudeOf(box.south + ORIGIN.south), longitudeOf(box.west + ORIGIN.east)],
    [latitudeOf(box.north + ORIGIN.south), longitudeOf(box.east + ORIGIN.east)],
  );
  const zoom = Math.min(Math.max(map.getBoundsZoom(bounds, false, L.point(60, 60)), map.getZoom() + 1), 18);
  map.setView(bounds.getCenter(), zoom);
}

/** @param {{east: Float32Array, south: Float32Array}} positions @param {number[]} rows */
function extent(positions, rows) {
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const row of rows) {
    box.west = Math.min(box.west, positions.east[row]);
    box.east = Math.max(box.east, positions.east[row]);
    box.north = Math.min(box.north, positions.south[row]);
    box.south = Math.max(box.south, positions.south[row]);
  }
  return box;
}

/** @param {Session} session @param {L.Map} map @param {L.LatLng} at @param {HTMLElement} content */
export function openPopup(session, map, at, content) {
  const size = map.getSize();
  const shell = document.createElement("div");
  shell.className = "im-popup";
  shell.dir = session.language.direction;
  shell.lang = session.language.code;
  shell.append(content);
  const popup = L.popup({
    maxWidth: Math.min(360, size.x - 40),
    minWidth: Math.min(260, size.x - 60),
    maxHeight: Math.max(160, Math.min(420, size.y - 90)),
    className: "im-popup-frame",
    autoPanPadding: L.point(16, 16),
  });
  popup.setLatLng(at).setContent(shell).openOn(map);
  popup.on("remove", () => session.select(null));
}

/** Open one incident's popup where it lies, or in the middle of the map if it lies nowhere.
 * @param {Session} session @param {L.Map} map @param {number} row @param {number} [zoom] */
export function showIncident(session, map, row, zoom) {
  const { east, south } = session.positions;
  const known = !Number.isNaN(east[row]);
  const at = known ? L.latLng(latitudeOf(south[row] + ORIGIN.south), longitudeOf(east[row] + ORIGIN.east)) : map.getCenter();
  if (known) map.setView(at, Math.max(map.getZoom(), zoom ?? map.getZoom()), { animate: false });
  openPopup(session, map, at, incidentCard(session, row));
  session.select(row);
}
