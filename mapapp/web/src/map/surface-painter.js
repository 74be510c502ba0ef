// Paints the other ways of showing: single points, heat, hexagons, governorates.
import { holds, NOWHERE } from "../model/districts.js";
import { shownRows } from "../model/records.js";
import { HEAT, heatGrid, HEXAGON, hexagonRows, hexagons, logShare, rampColour, sumsBy, weightOf } from "../model/surfaces.js";
import { ORIGIN } from "../model/projection.js";
import { drawLines, LATIN_FONT } from "./ground.js";

/** @typedef {import("../session.js").Session} Session */
/** @typedef {import("./ground.js").View} View */

/** @param {[number, number, number]} colour @param {number} alpha */
const rgba = (colour, alpha) => `rgba(${colour.join(",")},${alpha})`;

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Session} session */
export function paintPoints(context, view, session) {
  const { positions, filtering, isPoint, types, colours } = session;
  const { failed } = filtering;
  const size = view.zoom < 8 ? 2 : view.zoom < 11 ? 3 : 4;
  const shiftLeft = ORIGIN.east * view.scale - view.left - size / 2;
  const shiftTop = ORIGIN.south * view.scale - view.top - size / 2;
  // Drawing a point costs far more than asking whether its type stands on that pixel already.
  const columns = Math.ceil(view.width) + size;
  const drawn = new Uint8Array(columns * (Math.ceil(view.height) + size));
  context.globalAlpha = 0.75;
  for (const [place, type] of session.order.entries()) {
    context.fillStyle = colours[type];
    const mark = (place % 255) + 1;
    for (let row = 0; row < failed.length; row++) {
      if (failed[row] !== 0 || types.stored[row] !== type || isPoint[row] === 0) continue;
      const left = positions.east[row] * view.scale + shiftLeft;
      const top = positions.south[row] * view.scale + shiftTop;
      if (!(left > -size && top > -size && left < view.width && top < view.height)) continue;
      const pixel = ((top + size) | 0) * columns + ((left + size) | 0);
      if (drawn[pixel] === mark) continue;
      drawn[pixel] = mark;
      context.fillRect(left, top, size, size);
    }
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Session} session */
export function paintHeat(context, view, session) {
  const weight = weightOf(session.incidents, session.measure);
  const { grid, columns, lines } = heatGrid(session.positions, session.filtering.failed, session.isPoint, weight, view);
  let most = 0;
  for (const value of grid) most = Math.max(most, value);
  if (!most) return;
  const image = new ImageData(columns, lines);
  for (let at = 0; at < grid.length; at++) {
    const share = logShare((grid[at] / most) * 200, 200);
    if (share < 0.08) continue;
    const [red, green, blue] = rampColour(share, session.theme);
    image.data.set([red, green, blue, Math.min(225, 60 + share * 200)], at * 4);
  }
  const small = document.createElement("canvas");
  small.width = columns;
  small.height = lines;
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, columns * HEAT.cell, lines * HEAT.cell);
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Session} session
 * @returns {import("./incident-painter.js").Target[]} */
export function paintHexagons(context, view, session) {
  const weight = weightOf(session.incidents, session.measure);
  const cells = hexagons(session.positions, session.filtering.failed, session.isPoint, weight, view);
  const most = cells.reduce((largest, cell) => Math.max(largest, cell.sum), 0);
  for (const { left, top, sum } of cells) {
    const share = logShare(sum, most);
    context.beginPath();
    for (let corner = 0; corner < 6; corner++) {
      const angle = (Math.PI / 3) * corner + Math.PI / 6;
      context.lineTo(left + HEXAGON * Math.cos(angle), top + HEXAGON * Math.sin(angle));
    }
    context.closePath();
    context.fillStyle = rgba(rampColour(share, session.theme), 0.86);
    context.fill();
    context.strokeStyle = session.ground.disc;
    context.lineWidth = 1;
    context.stroke();
  }
  paintRamp(context, view, session, most);
  return cells.map(({ left, top, key }) => ({
    left, top, radius: HEXAGON * 0.8,
    rows: () => hexagonRows(session.positions, session.filtering.failed, session.isPoint, view.scale, key),
  }));
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Session} session
 * @returns {import("./incident-painter.js").Target[]} */
export function paintGovernorates(context, view, session) {
  const admin1 = session.incidents.codes("admin1");
  const sums = sumsBy(admin1, session.filtering.failed, weightOf(session.incidents, session.measure));
  return paintSums(context, view, session, [...session.outlines].map(([name, outline]) => ({
    outline,
    sum: sums.get(name) ?? 0,
    rows: () => shownRows(session.filtering.failed).filter((row) => admin1.values[admin1.stored[row]] === name),
  })));
}

/** Sums by the districts given with the document; incidents in none are counted beside the ramp.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Session} session
 * @returns {import("./incident-painter.js").Target[]} */
export function paintDistricts(context, view, session) {
  const { failed } = session.filtering;
  const codes = session.districtOfRow;
  const weight = weightOf(session.incidents, session.measure);
  const sums = new Float64Array(session.districts.length);
  let outside = 0;
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] !== 0) continue;
    if (codes[row] === NOWHERE) outside += weight(row);
    else sums[codes[row]] += weight(row);
  }
  return paintSums(context, view, session, session.districts.map((outline, code) => ({
    outline,
    sum: sums[code],
    rows: () => shownRows(failed).filter((row) => codes[row] === code),
  })), session.language.word("inNoDistrict", { count: session.language.number(outside) }));
}

/** Pixels from the middle of a number to where the next may begin. */
const NUMBER = Object.freeze({ across: 32, down: 15, radius: 13 });

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Session} session
 * @param {{outline: import("./base-map.js").Outline, sum: number, rows: () => number[]}[]} summed
 * @param {string} [note] what the sums leave out
 * @returns {import("./incident-painter.js").Target[]} */
function paintSums(context, view, session, summed, note = "") {
  const most = summed.reduce((largest, { sum }) => Math.max(largest, sum), 0);
  for (const { outline, sum } of summed) {
    drawLines(context, view, outline.rings, { fill: rgba(rampColour(logShare(sum, most), session.theme), 0.8), stroke: session.ground.disc, width: 1.2 });
  }
  context.font = `600 12px ${LATIN_FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  /** @type {import("./incident-painter.js").Target[]} */
  const placed = [];
  /** @type {import("./incident-painter.js").Target[]} */
  const unnumbered = [];
  // The largest sums are told where there is no room for all; zooming in tells the others.
  for (const { outline, sum, rows } of [...summed].sort((one, other) => other.sum - one.sum)) {
    const left = (outline.label.east + ORIGIN.east) * view.scale - view.left;
    const top = (outline.label.south + ORIGIN.south) * view.scale - view.top;
    const target = { left, top, radius: NUMBER.radius, rows, holds: (/** @type {number} */ east, /** @type {number} */ south) => holds(outline, east, south) };
    if (placed.some((other) => Math.abs(other.left - left) < NUMBER.across && Math.abs(other.top - top) < NUMBER.down)) {
      unnumbered.push({ ...target, radius: 0 });
      continue;
    }
    placed.push(target);
    const told = session.language.short(sum);
    context.lineWidth = 3.5;
    context.strokeStyle = session.ground.disc;
    context.strokeText(told, left, top);
    context.fillStyle = session.ground.ink;
    context.fillText(told, left, top);
  }
  paintRamp(context, view, session, most, note);
  return [...placed, ...unnumbered];
}

/** What the colours mean, at the lower edge of the view: the ends of the ramp in numbers.
 * @param {CanvasRenderingContext2D} context @param {View & {margin?: {left: number, top: number}}} view
 * @param {Session} session @param {number} most @param {string} [note] */
function paintRamp(context, view, session, most, note = "") {
  const margin = view.margin ?? { left: 0, top: 0 };
  const [width, height] = [130, 9];
  const left = view.width - margin.left - width - 16;
  const top = view.height - margin.top - 52;
  context.fillStyle = session.ground.disc;
  context.globalAlpha = 0.85;
  context.font = `500 11px ${LATIN_FONT}`;
  const wide = Math.max(width, context.measureText(note).width);
  context.fillRect(left + width - wide - 8, top - (note ? 36 : 21), wide + 16, height + (note ? 42 : 27));
  context.globalAlpha = 1;
  for (let at = 0; at < width; at++) {
    context.fillStyle = rgba(rampColour(at / width, session.theme), 1);
    context.fillRect(left + at, top, 1.5, height);
  }
  context.font = `500 11px ${LATIN_FONT}`;
  context.fillStyle = session.ground.label;
  context.textBaseline = "bottom";
  context.textAlign = "left";
  context.fillText(session.language.number(0), left, top - 3);
  context.textAlign = "right";
  context.fillText(session.language.number(most), left + width, top - 3);
  context.textAlign = "center";
  context.fillText(session.language.word(session.measure === "killed" ? "perKilled" : "perIncident"), left + width / 2, top - 3);
  context.textAlign = "right";
  context.fillText(note, left + width, top - 18);
}
