// The base map as Leaflet tiles painted here: for Folium's own places for a tile layer, such as a MiniMap.
import { readBaseMap } from "./base-map.js";
import { paintGround } from "./ground.js";
import { GROUNDS } from "./palette.js";

const TILE = 256;

/** Tile layers made with the option `iraqBaseMap` paint their tiles from the base map in the page. */
export function offerGroundTiles() {
  L.TileLayer.addInitHook(/** @this {any} */ function () {
    if (!this.options.iraqBaseMap) return;
    this.createTile = (/** @type {L.Coords} */ spot, /** @type {(error: Error | undefined, tile: HTMLElement) => void} */ done) => {
      const tile = document.createElement("canvas");
      tile.className = "leaflet-tile";
      const ratio = window.devicePixelRatio || 1;
      tile.width = tile.height = TILE * ratio;
      const context = tile.getContext("2d");
      readBaseMap(document.getElementById("incident-base-map")).then((base) => {
        if (base && context) {
          context.scale(ratio, ratio);
          paintGround(context, { scale: TILE * 2 ** spot.z, left: spot.x * TILE, top: spot.y * TILE, width: TILE, height: TILE, zoom: spot.z }, base, GROUNDS.light);
        }
        // Leaflet expects the answer later than the tile.
        setTimeout(() => done(undefined, tile), 0);
      }).catch((fault) => done(fault, tile));
      return tile;
    };
  });
}
