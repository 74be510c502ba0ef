// Paints the shown incidents: groups with the split by type, single points, radii, and areas with numbers.
import { ORIGIN } from "../model/projection.js";
import { PointGrid } from "../model/grouping.js";
import { countAreas, shareOf } from "../model/areas.js";
import { drawLines, LATIN_FONT } from "./ground.js";
import { paintDistricts, paintGovernorates, paintHeat, paintHexagons, paintPoints } from "./surface-painter.js";

/** @typedef {import("../session.js").Session} Session */
/** @typedef {import("../model/grouping.js").Group} Group */
/** @typedef {import("../model/areas.js").Area} Area */
/** @typedef {{left: number, top: number, radius: number, group?: Group, area?: Area, areaIndex?: number, rows?: () => number[],
 *   holds?: (east: number, south: number) => boolean}} Target `holds`: a whole outline can be clicked, not only its number */

/** Pixels: a single incident's radius of uncertainty is drawn from this size on. */
const LEAST_RADIUS = 7;
/** Pixels around a sign that still count as a hit: a finger is wider than a pointer. */
const SLACK = 6;

/** Where an area's number may stand, from its label point, in pixels; the first free place is taken. */
const SIGN_PLACES = Object.freeze(/** @type {[number, number][]} */ ([
  [0, 0], [0, -24], [0, 24], [-28, 0], [28, 0], [-28, -24], [28, -24], [-28, 24], [28, 24], [0, -46], [0, 46],
]));

export class IncidentPainter {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    /** @type {Target[]} what can be clicked, in the order of drawing */
    this.targets = [];
    this.grid = new PointGrid(session.positions, session.isPoint, session.types.stored, session.types.values.length);
    session.filtering.followers.add(this.grid.follow);
    /** @type {import("../model/grouping.js").View | null} */
    this.view = null;
    /** @type {number | null} the incident whose popup is open */
    this.selected = null;
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view */
  paint(context, view) {
    const { session } = this;
    this.view = view;
    this.targets = [];
    if (session.mode !== "groups") this.grid.forget();
    if (session.mode === "governorates") {
      this.targets.push(...paintGovernorates(context, view, session));
      return;
    }
    if (session.mode === "districts") {
      this.targets.push(...paintDistricts(context, view, session));
      return;
    }
    if (session.mode === "heat") paintHeat(context, view, session);
    if (session.mode === "hexagons") this.targets.push(...paintHexagons(context, view, session));
    this.#fillAreas(context, view);
    if (session.mode === "points") paintPoints(context, view, session);
    if (session.mode === "groups") this.#paintGroups(context, view);
    this.#paintAreaSigns(context, view);
    if (this.selected !== null) this.#paintSelected(context, view, this.selected);
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view */
  #paintGroups(context, view) {
    this.grid.cover(this.session.filtering.failed, view);
    const groups = this.grid.groups();
    for (const group of groups) {
      if (group.count === 1) this.#paintRadius(context, view, group.row);
    }
    for (const group of groups) {
      if (group.count === 1) this.#paintPoint(context, group);
      else this.#paintGroup(context, group);
      this.targets.push({ left: group.left, top: group.top, radius: group.radius, group });
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Group} group */
  #paintPoint(context, group) {
    context.beginPath();
    context.arc(group.left, group.top, group.radius, 0, 7);
    context.fillStyle = this.session.colours[this.session.types.stored[group.row]];
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = this.session.ground.disc;
    context.stroke();
  }

  /** A disc with the number, in a ring that is split by event type.
   * @param {CanvasRenderingContext2D} context @param {Group} group */
  #paintGroup(context, group) {
    const { colours, order, ground } = this.session;
    const ring = Math.max(3, group.radius * 0.24);
    context.beginPath();
    context.arc(group.left, group.top, group.radius, 0, 7);
    context.fillStyle = ground.disc;
    context.fill();
    let from = -Math.PI / 2;
    context.lineWidth = ring;
    for (const type of order) {
      if (!group.byType[type]) continue;
      const to = from + (group.byType[type] / group.count) * 2 * Math.PI;
      context.beginPath();
      context.arc(group.left, group.top, group.radius - ring / 2, from, to);
      context.strokeStyle = colours[type];
      context.stroke();
      from = to;
    }
    context.beginPath();
    context.arc(group.left, group.top, group.radius + 0.5, 0, 7);
    context.lineWidth = 0.8;
    context.strokeStyle = ground.rim;
    context.stroke();
    context.fillStyle = ground.ink;
    const told = this.session.language.short(group.count);
    context.font = `600 ${group.radius < 12 ? 9.5 : group.radius < 18 ? 10.5 : 11.5}px ${LATIN_FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(told, group.left, group.top + 0.5, 2 * (group.radius - ring) - 2);
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view @param {number} row */
  #paintRadius(context, view, row) {
    const { session } = this;
    const { incidents, positions } = session;
    const column = incidents.columns.get("radius_km");
    const precision = incidents.value("geo_precision", row);
    if (!column || !column.stored[row] || precision === "exact") return;
    const share = shareOf((column.stored[row] + column.base) / column.step, positions.south[row]);
    const radius = share * view.scale;
    if (radius < LEAST_RADIUS) return;
    const [left, top] = this.#pixels(view, positions.east[row], positions.south[row]);
    const colour = session.colours[session.types.stored[row]];
    context.beginPath();
    context.arc(left, top, radius, 0, 7);
    context.globalAlpha = 0.1;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 0.8;
    context.strokeStyle = colour;
    context.lineWidth = 1.2;
    context.setLineDash(precision === "near" ? [5, 4] : [1.5, 3]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view */
  #fillAreas(context, view) {
    const { session } = this;
    countAreas(session.areas, session.inAreas, session.filtering.failed);
    for (const area of session.areas) if (area.count > 0) this.#fillArea(context, view, area);
  }

  /** The numbers of the areas, above the circles; one that would cover a circle moves aside.
   * @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view */
  #paintAreaSigns(context, view) {
    const circles = [...this.targets];
    this.session.areas.forEach((area, areaIndex) => {
      if (area.count === 0) return;
      const [middleLeft, middleTop] = this.#labelOf(view, area);
      const isFree = (/** @type {[number, number]} */ [across, down]) =>
        !circles.some((circle) =>
          Math.abs(circle.left - middleLeft - across) < circle.radius + 13 && Math.abs(circle.top - middleTop - down) < circle.radius + 11);
      const [across, down] = SIGN_PLACES.find(isFree) ?? SIGN_PLACES[0];
      const [left, top] = [middleLeft + across, middleTop + down];
      this.#paintAreaSign(context, left, top, area);
      this.targets.push({ left, top, radius: 13, area, areaIndex });
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view @param {Area} area */
  #fillArea(context, view, area) {
    const { session } = this;
    const { areaFill, areaLine } = session.ground;
    const outline = area.precision === "governorate" && session.outlines.get(area.governorate);
    if (outline) {
      drawLines(context, view, outline.rings, { fill: `rgba(${areaFill},.16)`, stroke: areaLine, width: 1.3, dash: [6, 4] });
      return;
    }
    const [left, top] = this.#pixels(view, area.east, area.south);
    context.beginPath();
    context.arc(left, top, Math.max(area.radius * view.scale, 10), 0, 7);
    context.fillStyle = `rgba(${areaFill},.16)`;
    context.fill();
    context.strokeStyle = areaLine;
    context.lineWidth = 1.3;
    context.setLineDash([6, 4]);
    context.stroke();
    context.setLineDash([]);
  }

  /** A governorate's number stands at its label point, below the name. @param {import("./ground.js").View} view
   * @param {Area} area @returns {[number, number]} */
  #labelOf(view, area) {
    const outline = area.precision === "governorate" && this.session.outlines.get(area.governorate);
    if (outline) return this.#pixels(view, outline.label.east, outline.label.south);
    return this.#pixels(view, area.east, area.south);
  }

  /** A square sign: an area's number is never a round pin.
   * @param {CanvasRenderingContext2D} context @param {number} left @param {number} top @param {Area} area */
  #paintAreaSign(context, left, top, area) {
    const { ground, language } = this.session;
    const text = language.short(area.count);
    context.font = `600 11px ${LATIN_FONT}`;
    const half = Math.max(11, context.measureText(text).width / 2 + 6);
    context.beginPath();
    context.roundRect(left - half, top - 10, half * 2, 20, 4);
    context.fillStyle = ground.disc;
    context.fill();
    context.strokeStyle = ground.areaLine;
    context.lineWidth = 1.6;
    context.stroke();
    context.fillStyle = ground.ink;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, left, top + 0.5);
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./ground.js").View} view @param {number} row */
  #paintSelected(context, view, row) {
    const { positions, isPoint, ground } = this.session;
    if (!isPoint[row]) return;
    const [left, top] = this.#pixels(view, positions.east[row], positions.south[row]);
    this.#paintRadius(context, view, row);
    context.beginPath();
    context.arc(left, top, 9, 0, 7);
    context.strokeStyle = ground.ink;
    context.lineWidth = 2.2;
    context.stroke();
  }

  /** @param {import("./ground.js").View} view @param {number} east @param {number} south
   * @returns {[number, number]} */
  #pixels(view, east, south) {
    return [(east + ORIGIN.east) * view.scale - view.left, (south + ORIGIN.south) * view.scale - view.top];
  }

  /** What is drawn at a spot, topmost first. @param {number} left world pixels @param {number} top
   * @returns {Target | null} */
  hit(left, top) {
    const { view } = this;
    if (!view) return null;
    /** @type {{target: Target | null, away: number}} */
    let best = { target: null, away: Infinity };
    for (const target of this.targets) {
      const away = Math.hypot(target.left + view.left - left, target.top + view.top - top) - target.radius;
      if (away <= SLACK && (away <= best.away || away <= 0)) best = { target, away };
    }
    if (best.target) return best.target;
    const [east, south] = [left / view.scale - ORIGIN.east, top / view.scale - ORIGIN.south];
    return this.targets.find((target) => target.holds?.(east, south)) ?? null;
  }

  /** The sign nearest to a spot, however far. @param {number} left world pixels @param {number} top
   * @returns {Target | null} */
  nearest(left, top) {
    const { view } = this;
    if (!view) return null;
    const away = (/** @type {Target} */ target) => Math.hypot(target.left + view.left - left, target.top + view.top - top);
    return this.targets.reduce(
      (/** @type {Target | null} */ best, target) => (best && away(best) <= away(target) ? best : target),
      null,
    );
  }

  /** The incidents behind a sign. @param {Target} target @returns {number[]} */
  rowsOf(target) {
    const { session } = this;
    const { failed } = session.filtering;
    if (target.rows) return target.rows();
    if (target.area) {
      return session.inAreas.filter(([row, at]) => at === target.areaIndex && failed[row] === 0).map(([row]) => row);
    }
    return target.group ? this.grid.membersOf(failed, target.group) : [];
  }
}
