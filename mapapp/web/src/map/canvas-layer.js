// A Leaflet layer that is one canvas over the view and a margin around it, so that dragging shows no edge.

/** How much wider than the view the canvas is, on each side, as a share of the view. */
const MARGIN = 0.25;

/** @typedef {import("../model/grouping.js").View} View */

/** @typedef {object} Painter
 * @property {(context: CanvasRenderingContext2D, view: View) => void} paint
 * @property {string} pane Leaflet pane that holds the canvas
 * @property {number} [order] z-index inside the pane */

/** @typedef {L.Layer & {redraw(): void, view: View | null, canvas: HTMLCanvasElement}} CanvasLayer */

/** @param {Painter} painter @returns {CanvasLayer} */
export function canvasLayer(painter) {
  const Layer = L.Layer.extend({
    onAdd(/** @type {L.Map} */ map) {
      this.canvas = L.DomUtil.create("canvas", "im-canvas leaflet-zoom-animated");
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.style.zIndex = String(painter.order ?? 1);
      map.getPane(painter.pane)?.append(this.canvas);
      // What can't be seen yet is painted once the reader sees the map.
      this._paint(0);
      const whenIdle = window.requestIdleCallback ?? window.setTimeout;
      whenIdle(() => this.view?.margin.left === 0 && this.redraw());
    },
    onRemove() {
      this.canvas.remove();
      this.view = null;
    },
    getEvents() {
      return { moveend: this.redraw, resize: this.redraw, zoomanim: this._follow, move: this._reach };
    },
    /** While dragging: redraw once the view runs out of the margin. */
    _reach() {
      if (!this.view) return;
      const size = this._map.getSize();
      const from = this._map.containerPointToLayerPoint([0, 0]).subtract(this._corner);
      const room = this.view;
      if (from.x < 0 || from.y < 0 || from.x + size.x > room.width || from.y + size.y > room.height) {
        if (!this._map._animatingZoom) this.redraw();
      }
    },
    _follow(/** @type {L.ZoomAnimEvent} */ event) {
      const map = /** @type {any} */ (this._map);
      const factor = map.getZoomScale(event.zoom, this._zoom);
      const shift = map._latLngBoundsToNewLayerBounds(this._bounds, event.zoom, event.center).min;
      L.DomUtil.setTransform(this.canvas, shift, factor);
    },
    redraw() {
      if (this._map) this._paint(MARGIN);
    },
    _paint(/** @type {number} */ share) {
      const map = /** @type {L.Map} */ (this._map);
      const size = map.getSize();
      const margin = size.multiplyBy(share).round();
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      const full = size.add(margin.multiplyBy(2));
      const zoom = map.getZoom();
      const topLeft = map.getPixelOrigin().add(corner);
      const ratio = window.devicePixelRatio || 1;
      this._corner = corner;
      this._zoom = zoom;
      this._bounds = L.latLngBounds(
        map.layerPointToLatLng(corner),
        map.layerPointToLatLng(corner.add(full)),
      );
      this.view = {
        scale: 256 * 2 ** zoom, left: topLeft.x, top: topLeft.y, width: full.x, height: full.y,
        zoom, margin: { left: margin.x, top: margin.y },
      };
      const canvas = this.canvas;
      const [width, height] = [Math.round(full.x * ratio), Math.round(full.y * ratio)];
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${full.x}px`;
        canvas.style.height = `${full.y}px`;
      }
      L.DomUtil.setTransform(canvas, corner, 1);
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, full.x, full.y);
      painter.paint(context, this.view);
    },
  });
  return /** @type {any} */ (new Layer());
}
