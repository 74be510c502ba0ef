// The map as a picture: what is seen, with title, dates, sources, legend and scale.
import { isoOf } from "../model/incidents.js";
import { dayRange } from "./panel.js";

/** @typedef {import("../session.js").Session} Session */

/** Pixels: of the strip above the map, of a line of the legend, and to the edges. */
const HEAD = 58;
const LINE = 24;
const EDGE = 14;
const FONT = '12px "Noto Sans", "Noto Sans Arabic", Arial, sans-serif';

/** @param {Session} session @param {L.Map} map @returns {Promise<Blob>} */
export async function pictureOf(session, map) {
  const ratio = window.devicePixelRatio || 1;
  const { x: width, y: height } = map.getSize();
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.font = FONT;
  const lines = legendLines(session, context, width - 2 * EDGE, scaleOf(map, width).length);
  const foot = lines.length * LINE + 6;
  canvas.width = width * ratio;
  canvas.height = (HEAD + height + foot) * ratio;
  context.scale(ratio, ratio);
  context.fillStyle = session.ground.sea;
  context.fillRect(0, 0, width, HEAD + height + foot);
  drawMap(context, map, HEAD);
  context.fillStyle = session.ground.disc;
  context.fillRect(0, 0, width, HEAD);
  context.fillRect(0, HEAD + height, width, foot);
  context.textBaseline = "middle";
  drawTitle(context, session, map, width);
  drawLegend(context, session, lines, width, HEAD + height + 3);
  drawScale(context, session, map, width, HEAD + height + foot - LINE / 2 - 3);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture could be made"))), "image/png"));
}

/** Everything that lies flat on the map, lowest first: the ground, tiles from the file, incidents, names, the drawn
 * area. @param {CanvasRenderingContext2D} context @param {L.Map} map @param {number} down pixels from the top */
function drawMap(context, map, down) {
  const box = map.getContainer().getBoundingClientRect();
  const order = (/** @type {HTMLElement} */ layer) => Number(getComputedStyle(layer).zIndex) || 0;
  for (const name of ["tilePane", "overlayPane"]) {
    const layers = [...(map.getPane(name)?.children ?? [])].map((layer) => /** @type {HTMLElement} */ (layer));
    for (const layer of layers.sort((one, other) => order(one) - order(other))) {
      const inside = /** @type {NodeListOf<HTMLCanvasElement | HTMLImageElement>} */ (layer.querySelectorAll("canvas, img.leaflet-tile"));
      for (const flat of layer instanceof HTMLCanvasElement ? [layer] : inside) {
        // A picture from a server would make the whole one unreadable for the page.
        if (flat instanceof HTMLImageElement && !/^(blob|data):/.test(flat.src)) continue;
        const at = flat.getBoundingClientRect();
        if (at.width && at.height) context.drawImage(flat, at.left - box.left, at.top - box.top + down, at.width, at.height);
      }
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {Session} session @param {L.Map} map @param {number} width */
function drawTitle(context, session, map, width) {
  const { language, incidents } = session;
  const rtl = language.direction === "rtl";
  const room = width - 2 * EDGE;
  const edge = rtl ? width - EDGE : EDGE;
  context.direction = language.direction;
  context.textAlign = rtl ? "right" : "left";
  context.fillStyle = session.ground.ink;
  context.font = `600 17px ${FONT.slice(5)}`;
  context.fillText(fitted(context, String(incidents.about.title ?? ""), room), edge, 20);
  context.font = FONT;
  const range = dayRange(session);
  const from = session.filters.date_from ?? (range && isoOf(range[0]));
  const to = session.filters.date_to ?? (range && isoOf(range[1]));
  const dates = from && to ? `${language.date(from)} – ${language.date(to)}` : "";
  const count = language.word("shownOf", { shown: language.number(session.filtering.shown), total: language.number(incidents.rows) });
  const owed = map.getContainer().querySelector(".leaflet-control-attribution")?.textContent ?? "";
  const told = [dates, count, (incidents.about.sources ?? []).join(", "), owed].filter(Boolean).map(isolated);
  context.fillText(fitted(context, told.join("  ·  "), room), edge, 42);
}

/** Names of another script than their neighbours' keep their own direction. @param {string} text */
function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** As much of a text as fits, with dots where it is cut. @param {CanvasRenderingContext2D} context @param {string} text
 * @param {number} room pixels */
function fitted(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${text.slice(0, middle)}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low)}…`;
}

/** @typedef {{name: string, colour: string, width: number}} Entry */

/** The event types in lines that fit beside the scale. @param {Session} session @param {CanvasRenderingContext2D} context
 * @param {number} room pixels @param {number} scale pixels that the last line leaves free @returns {Entry[][]} */
function legendLines(session, context, room, scale) {
  const { language, types, order, colours } = session;
  const free = room - scale - 30;
  /** @type {Entry[][]} */
  const lines = [[]];
  let taken = 0;
  for (const type of order) {
    const name = fitted(context, language.term(types.values[type]) || language.word("noValue"), free - 34);
    const width = context.measureText(name).width + 34;
    if (taken && taken + width > free) {
      lines.push([]);
      taken = 0;
    }
    lines[lines.length - 1].push({ name, colour: colours[type], width });
    taken += width;
  }
  return lines;
}

/** @param {CanvasRenderingContext2D} context @param {Session} session @param {Entry[][]} lines @param {number} width
 * @param {number} top */
function drawLegend(context, session, lines, width, top) {
  const rtl = session.language.direction === "rtl";
  context.textAlign = rtl ? "right" : "left";
  for (const [at, line] of lines.entries()) {
    const middle = top + LINE * (at + 0.5);
    let place = EDGE;
    for (const { name, colour, width: wide } of line) {
      const across = (/** @type {number} */ pixels) => (rtl ? width - place - pixels : place + pixels);
      context.fillStyle = colour;
      context.beginPath();
      context.arc(across(5), middle, 5, 0, 7);
      context.fill();
      context.fillStyle = session.ground.ink;
      context.fillText(name, across(15), middle);
      place += wide;
    }
  }
}

/** A round number of kilometres, at most a quarter of the width. @param {L.Map} map @param {number} width
 * @returns {{kilometres: number, length: number}} `length` in pixels */
function scaleOf(map, width) {
  const middle = map.getSize().y / 2;
  const across = map.distance(map.containerPointToLatLng([0, middle]), map.containerPointToLatLng([100, middle])) / 1000;
  const most = across * (Math.min(width / 4, 160) / 100);
  const power = 10 ** Math.floor(Math.log10(most));
  const kilometres = [5, 2, 1].map((factor) => factor * power).find((one) => one <= most) ?? power;
  return { kilometres, length: (kilometres / across) * 100 };
}

/** @param {CanvasRenderingContext2D} context @param {Session} session @param {L.Map} map @param {number} width
 * @param {number} middle */
function drawScale(context, session, map, width, middle) {
  const { kilometres, length } = scaleOf(map, width);
  const left = session.language.direction === "rtl" ? EDGE : width - EDGE - length;
  context.strokeStyle = session.ground.ink;
  context.fillStyle = session.ground.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, middle - 1);
  context.lineTo(left, middle + 7);
  context.lineTo(left + length, middle + 7);
  context.lineTo(left + length, middle - 1);
  context.stroke();
  context.textAlign = "center";
  context.fillText(session.language.distance(kilometres * 1000), left + length / 2, middle - 3);
}
