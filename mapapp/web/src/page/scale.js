// Leaflet's scale in the language of the page.

/** @param {import("../session.js").Session} session @param {L.Map} map */
export function addScale(session, map) {
  const Scale = L.Control.Scale.extend({
    /** Leaflet's own place for the words of the metric scale. @this {any} @param {number} most metres */
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      this._updateScale(this._mScale, session.language.distance(metres), metres / most);
    },
  });
  const scale = new (/** @type {any} */ (Scale))({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(map);
  session.on("appearance", () => scale._update());
}
