// The user's own base map from a PMTiles file that the page carries: `IraqTiles.layer(dataId, shown)`.
import { leafletRasterLayer, PMTiles } from "pmtiles";
import { leafletLayer } from "protomaps-leaflet";
import { carriedBy } from "./model/bytes.js";

/** Above our own ground, which shows where the file has no tile. */
const ABOVE_GROUND = 2;

/** Bytes in the page as a file that PMTiles reads parts of. */
class PageSource {
  /** @param {string} dataId */
  constructor(dataId) {
    this.dataId = dataId;
    const carrier = document.getElementById(dataId);
    this.bytes = carrier ? carriedBy(carrier) : new Uint8Array(0);
  }

  getKey() {
    return this.dataId;
  }

  /** @param {number} offset @param {number} length */
  async getBytes(offset, length) {
    return { data: /** @type {ArrayBuffer} */ (this.bytes.slice(offset, offset + length).buffer) };
  }
}

/** @param {string} dataId of the script element that carries the file
 * @param {{kind: "vector" | "raster", finest: number, attribution: string, language: string}} shown @returns {L.Layer} */
function layer(dataId, { kind, finest, attribution, language }) {
  const file = new PMTiles(new PageSource(dataId));
  // Leaflet reads an attribution as HTML; a file's own words are text.
  const credit = document.createElement("span");
  credit.textContent = attribution;
  const options = { attribution: credit.innerHTML, zIndex: ABOVE_GROUND };
  if (kind === "raster") return /** @type {any} */ (leafletRasterLayer)(file, { ...options, maxNativeZoom: finest });
  return /** @type {any} */ (leafletLayer({ ...options, url: file, maxDataZoom: finest, flavor: "light", lang: language === "ckb" ? "ku" : language }));
}

/** @type {any} */ (window).IraqTiles = Object.freeze({ layer });
