// Paints the base map: land and sea, rivers, borders, governorates, and names that don't overlap.
import { ORIGIN } from "../model/projection.js";

/** @typedef {import("./base-map.js").Line} Line */
/** @typedef {import("./base-map.js").BaseMap} BaseMap */
/** @typedef {import("../model/grouping.js").View & {zoom: number}} View */
/** @typedef {import("./palette.js").Ground} Ground */

/** From which zoom a town of a rank is named. */
const TOWN_ZOOM = Object.freeze([0, 0, 7, 8.5, 10]);

export const LATIN_FONT = '"Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif';
export const ARABIC_FONT = '"Noto Sans Arabic", "Noto Naskh Arabic", "Segoe UI", "Geeza Pro", Tahoma, sans-serif';

/** @param {View} view @param {Line} line */
function outside({ scale, left, top, width, height }, { box }) {
  return (
    (box.east + ORIGIN.east) * scale < left ||
    (box.west + ORIGIN.east) * scale > left + width ||
    (box.south + ORIGIN.south) * scale < top ||
    (box.north + ORIGIN.south) * scale > top + height
  );
}

/** Add lines to the current path. @param {CanvasRenderingContext2D} context @param {View} view
 * @param {Line[]} lines */
export function trace(context, view, lines) {
  const shiftLeft = ORIGIN.east * view.scale - view.left;
  const shiftTop = ORIGIN.south * view.scale - view.top;
  for (const line of lines) {
    if (outside(view, line)) continue;
    const { east, south } = line;
    context.moveTo(east[0] * view.scale + shiftLeft, south[0] * view.scale + shiftTop);
    for (let at = 1; at < east.length; at++) {
      context.lineTo(east[at] * view.scale + shiftLeft, south[at] * view.scale + shiftTop);
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Line[]} lines
 * @param {{fill?: string, stroke?: string, width?: number, dash?: number[]}} style */
export function drawLines(context, view, lines, { fill, stroke, width = 1, dash = [] }) {
  context.beginPath();
  trace(context, view, lines);
  if (fill) {
    context.fillStyle = fill;
    context.fill("evenodd");
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.lineJoin = "round";
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {BaseMap} base
 * @param {Ground} ground */
export function paintGround(context, view, base, ground) {
  context.fillStyle = ground.sea;
  context.fillRect(0, 0, view.width, view.height);
  drawLines(context, view, base.land, { fill: ground.land });
  const provinces = base.governorates.flatMap((governorate) => governorate.rings);
  drawLines(context, view, provinces, { stroke: ground.line, width: 1 });
  context.beginPath();
  for (const ring of provinces) trace(context, view, [ring]);
  context.fillStyle = ground.iraq;
  context.fill("nonzero");
  drawLines(context, view, base.lakes, { fill: ground.water });
  drawLines(context, view, base.rivers, { stroke: ground.river, width: view.zoom < 7 ? 1.2 : 1.8 });
  drawLines(context, view, provinces, { stroke: ground.line, width: 1 });
  drawLines(context, view, base.borders, { stroke: ground.border, width: 1 });
  drawLines(context, view, base.border, { stroke: ground.frontier, width: 1.4 });
}

/** @param {{name: string, name_ar: string, name_ckb: string}} place @param {string} language
 * @returns {[string, string]} the name in the reader's language, and the other script's */
export function namesOf(place, language) {
  if (language === "ar") return [place.name_ar, place.name];
  if (language === "ckb") return [place.name_ckb || place.name_ar, place.name];
  return [place.name, place.name_ar];
}

/** Names stand above the incidents, where no circle and no earlier name is.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {BaseMap} base
 * @param {Ground} ground @param {string} language
 * @param {{left: number, top: number, radius: number}[]} circles of the incidents */
export function paintNames(context, view, base, ground, language, circles) {
  const names = new NameBoard(context, view, ground, language, circles);
  const { zoom } = view;
  for (const town of base.towns.filter((one) => one.kind === "country")) {
    if (zoom < 8.5) names.write(town, { size: 12.5, colour: ground.faint, spacing: "0.14em", both: false });
  }
  const ranked = base.towns.filter((one) => one.kind === "town" || one.kind === "capital");
  for (const town of ranked.sort((one, other) => one.rank - other.rank)) {
    if (zoom < (TOWN_ZOOM[town.rank] ?? 99) || zoom < 5) continue;
    const capital = town.kind === "capital";
    names.write(town, { size: capital ? 13 : town.rank === 1 ? 12 : 11, colour: ground.label, weight: capital ? 600 : 500, dot: true });
  }
  for (const town of base.towns.filter((one) => one.kind === "water")) {
    if (zoom >= town.rank + 3.5) names.write(town, { size: 11, colour: ground.waterLabel, italic: true, both: false });
  }
  if (zoom < 6.5) return;
  for (const governorate of base.governorates) {
    names.write({ ...governorate, ...governorate.label }, { size: 11.5, colour: ground.faint, spacing: "0.08em", both: zoom >= 8 });
  }
}

/** @typedef {{size: number, colour: string, weight?: number, spacing?: string, italic?: boolean, both?: boolean, dot?: boolean}} NameStyle */

/** Writes names where no earlier name stands. */
class NameBoard {
  /** @param {CanvasRenderingContext2D} context @param {View} view @param {Ground} ground @param {string} language
   * @param {{left: number, top: number, radius: number}[]} circles */
  constructor(context, view, ground, language, circles) {
    this.context = context;
    this.view = view;
    this.ground = ground;
    this.language = language;
    this.circles = circles;
    /** @type {[number, number, number, number][]} left, top, right, bottom */
    this.taken = circles.map(({ left, top, radius }) => {
      const half = radius * 0.9; // a circle's corners are free
      return [left - half, top - half, left + half, top + half];
    });
  }

  /** @param {{name: string, name_ar: string, name_ckb: string, east: number, south: number}} place
   * @param {NameStyle} style @returns {boolean} whether there was room */
  write(place, { size, colour, weight = 500, spacing = "0px", italic = false, both = true, dot = false }) {
    const { context, view } = this;
    const left = (place.east + ORIGIN.east) * view.scale - view.left;
    const top = (place.south + ORIGIN.south) * view.scale - view.top;
    if (left < 0 || top < 0 || left > view.width || top > view.height) return false;
    const [first, second] = namesOf(place, this.language);
    const arabicFirst = this.language !== "en";
    const lines = [{ text: first, arabic: arabicFirst, size: arabicFirst ? size + 1 : size }];
    if (both) lines.push({ text: second, arabic: !arabicFirst, size: size - 1 });
    const slant = italic ? "italic " : "";
    const fontOf = (/** @type {{arabic: boolean, size: number}} */ line) =>
      `${line.arabic ? "" : slant}${weight} ${line.size}px ${line.arabic ? ARABIC_FONT : LATIN_FONT}`;
    let width = 0;
    for (const line of lines) {
      context.font = fontOf(line);
      // Spread letters would break the joins of Arabic script.
      context.letterSpacing = line.arabic ? "0px" : spacing;
      width = Math.max(width, context.measureText(line.text).width);
    }
    const height = lines.reduce((sum, line) => sum + line.size * 1.18, 0);
    const covered = dot ? this.#cover(left, top) : null;
    const room = covered ? covered.radius + 3 : 7;
    const middle = covered ?? { left, top };
    const sides = dot ? [1, -1, 0, 2] : [0];
    for (const side of sides) {
      const from = side === 1 ? middle.left + room : side === -1 ? middle.left - room - width : middle.left - width / 2;
      const above = !dot || side % 2 ? middle.top - height / 2 : side === 0 ? middle.top + room - 1 : middle.top - room - height;
      const box = /** @type {[number, number, number, number]} */ ([from - 3, above - 1, from + width + 3, above + height + 1]);
      if (this.taken.some((other) => overlap(box, other))) continue;
      this.taken.push(box);
      if (dot) {
        if (!covered) {
          this.taken.push([left - 4, top - 4, left + 4, top + 4]);
          this.#dot(left, top, weight > 500);
        }
      }
      let at = above;
      for (const line of lines) {
        context.font = fontOf(line);
        context.letterSpacing = line.arabic ? "0px" : spacing;
        context.textAlign = side === 1 ? "left" : side === -1 ? "right" : "center";
        context.textBaseline = "top";
        context.direction = "ltr"; // only where the text stands; the letters keep their own direction
        context.lineWidth = 3;
        context.lineJoin = "round";
        context.strokeStyle = this.ground.halo;
        context.fillStyle = line === lines[0] ? colour : this.ground.faint;
        const anchor = side === 1 ? from : side === -1 ? from + width : middle.left;
        context.strokeText(line.text, anchor, at);
        context.fillText(line.text, anchor, at);
        at += line.size * 1.18;
      }
      context.letterSpacing = "0px";
      return true;
    }
    context.letterSpacing = "0px";
    return false;
  }

  /** The circle that hides a spot: the name then stands beside the circle. @param {number} left @param {number} top */
  #cover(left, top) {
    return this.circles.find((circle) => Math.hypot(circle.left - left, circle.top - top) < circle.radius + 3) ?? null;
  }

  /** @param {number} left @param {number} top @param {boolean} capital */
  #dot(left, top, capital) {
    const { context } = this;
    context.beginPath();
    context.arc(left, top, capital ? 3.4 : 2.4, 0, 7);
    context.fillStyle = this.ground.halo;
    context.strokeStyle = this.ground.town;
    context.lineWidth = capital ? 2 : 1.4;
    context.fill();
    context.stroke();
  }
}

/** @param {number[]} one @param {number[]} other */
function overlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
