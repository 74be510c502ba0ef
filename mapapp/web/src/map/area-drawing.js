// Drawing an area with mouse or finger: a click sets a corner, a double click or a click on the first corner
// ends; the drawn area is a filter.

/** @typedef {import("../session.js").Session} Session */

/** Pixels around the first corner that close the area. */
const CLOSE = 12;
const FEWEST_CORNERS = 3;

/** Show the filter's area on the map, whoever set it. @param {Session} session @param {L.Map} map */
export function showArea(session, map) {
  /** @type {L.Polygon | null} */
  let shape = null;
  let shown = "";
  const update = () => {
    const { area } = session.filters;
    const told = JSON.stringify(area ?? null);
    if (told === shown) return;
    shown = told;
    shape?.remove();
    shape = area ? L.polygon(area, { className: "im-area", color: "#1d5f8a", weight: 2, fillOpacity: 0.06, interactive: false }).addTo(map) : null;
  };
  session.on("filters", update);
  update();
}

/** @param {Session} session @param {L.Map} map @param {(cancel: (() => void) | null) => void} told gets what cancels
 * when drawing begins, and null when it has ended */
export function drawArea(session, map, told) {
  /** @type {L.LatLng[]} */
  const corners = [];
  const line = L.polyline([], { className: "im-area", color: "#1d5f8a", weight: 2, dashArray: "5 4", interactive: false }).addTo(map);
  session.busyDrawing = true;
  map.doubleClickZoom.disable();
  map.getContainer().classList.add("im-drawing");
  const end = (/** @type {boolean} */ keep) => {
    line.remove();
    map.off("click", click).off("mousemove", move).off("dblclick", finish);
    document.removeEventListener("keydown", key);
    map.getContainer().classList.remove("im-drawing");
    // The double click that ends would otherwise zoom in, and its click open a popup.
    setTimeout(() => {
      session.busyDrawing = false;
      map.doubleClickZoom.enable();
    }, 50);
    told(null);
    if (keep) session.filter({ area: corners.map(({ lat, lng }) => [round(lat), round(lng)]) });
  };
  const finish = () => end(corners.length >= FEWEST_CORNERS);
  const add = (/** @type {L.LatLng} */ corner) => {
    corners.push(corner);
    line.setLatLngs(corners);
  };
  const click = (/** @type {L.LeafletMouseEvent} */ event) => {
    const [first] = corners;
    if (first && corners.length >= FEWEST_CORNERS && map.latLngToContainerPoint(first).distanceTo(event.containerPoint) < CLOSE) return finish();
    const last = corners[corners.length - 1];
    // The second click of a double click sets no corner of its own.
    if (last && map.latLngToContainerPoint(last).distanceTo(event.containerPoint) < 3) return;
    add(event.latlng);
  };
  const move = (/** @type {L.LeafletMouseEvent} */ event) => corners.length && line.setLatLngs([...corners, event.latlng]);
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") end(false);
    if (event.target !== map.getContainer()) return;
    if (event.key === "Enter") finish();
    if (event.key !== " ") return;
    event.preventDefault();
    add(map.getCenter());
  };
  map.on("click", click).on("mousemove", move).on("dblclick", finish);
  document.addEventListener("keydown", key);
  map.getContainer().focus({ preventScroll: true });
  told(() => end(false));
}

/** @param {number} degrees to about a metre */
function round(degrees) {
  return Math.round(degrees * 1e5) / 1e5;
}
