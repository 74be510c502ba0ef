// Incidents over time: a histogram with a brush that is the same filter as "From" and "To", and playing.
import { element, icon, ICONS } from "../dom.js";
import { dayOf, isoOf } from "../model/incidents.js";
import { binDays, tallyBins } from "../model/histogram.js";
import { dayRange } from "./panel.js";

/** @typedef {import("../session.js").Session} Session */
/** @typedef {import("../model/histogram.js").Unit} Unit */

const HEIGHT = 74;
const AXIS = 16;
/** Milliseconds between steps of playing, at single speed. */
const BEAT = 700;
/** Pixels within which an edge of the brush is taken hold of. */
const GRIP = 7;

/** @param {Session} session @returns {HTMLElement | null} null where no incident has a date */
export function timeline(session) {
  const range = dayRange(session);
  if (!range) return null;
  const { language } = session;
  const days = range[1] - range[0] + 1;
  /** @type {Unit} */
  let unit = days <= 92 ? "day" : days <= 1100 ? "week" : "month";
  let bins = binDays(range[0], range[1], unit);
  const canvas = element("canvas", { class: "im-time-canvas", tabindex: "0", role: "img" });
  const units = element("select", { class: "im-select im-small", "aria-label": language.word("timeline"), onchange: () => {
    unit = /** @type {Unit} */ (units.value);
    bins = binDays(range[0], range[1], unit);
    draw();
  } });
  for (const [value, word] of /** @type {const} */ ([["day", "byDay"], ["week", "byWeek"], ["month", "byMonth"]])) {
    units.append(element("option", { value }, language.word(word)));
  }
  units.value = unit;

  /** The brushed bins, first and last; null for all. @returns {[number, number] | null} */
  const brushed = () => {
    const { date_from: from, date_to: to } = session.filters;
    if (!from && !to) return null;
    return [bins.binOf(from ? dayOf(from) : range[0]), bins.binOf(to ? dayOf(to) : range[1])];
  };
  // The width is known from the observer: asking the element would lay out the page at every filter change.
  let width = 0;
  const draw = () => paint(canvas, width, session, bins, brushed());
  const brush = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [first, last] = one <= other ? [one, other] : [other, one];
    session.filter({ date_from: isoOf(Math.max(range[0], bins.starts[first])), date_to: isoOf(Math.min(range[1], bins.starts[last + 1] - 1)) });
  };
  listenToBrush(canvas, () => bins.starts.length - 1, brushed, brush, () => session.filter({ date_from: null, date_to: null }));
  const player = playing(session, () => bins.starts.length - 1, brushed, brush);
  let waiting = 0;
  session.on("filters", () => {
    // A frame later: the map goes first.
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
  const watch = new ResizeObserver(([seen]) => {
    width = Math.round(seen.contentRect.width);
    draw();
  });
  watch.observe(canvas);
  return element("section", { class: "im-time", "aria-label": language.word("timeline") },
    element("div", { class: "im-time-tools" }, ...player, units), canvas);
}

/** @param {HTMLCanvasElement} canvas @param {number} width @param {Session} session
 * @param {import("../model/histogram.js").Bins} bins @param {[number, number] | null} brushed */
function paint(canvas, width, session, bins, brushed) {
  if (!width) return;
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = HEIGHT * ratio;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { language, theme } = session;
  const colours = theme === "dark"
    ? { bar: "#7dbbe4", off: "#454d55", ink: "#aeb5bc", line: "#383f46" }
    : { bar: "#1d5f8a", off: "#cfcbc0", ink: "#5a5f66", line: "#dcd8ce" };
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, HEIGHT);
  const tallies = tallyBins(session.incidents, session.filtering, bins);
  const count = tallies.length;
  const most = tallies.reduce((largest, one) => Math.max(largest, one), 1);
  const step = width / count;
  const floor = HEIGHT - AXIS;
  for (let bin = 0; bin < count; bin++) {
    const height = tallies[bin] ? Math.max(1.5, (tallies[bin] / most) * (floor - 14)) : 0;
    context.fillStyle = !brushed || (bin >= brushed[0] && bin <= brushed[1]) ? colours.bar : colours.off;
    context.fillRect(bin * step, floor - height, Math.max(0.6, step - (step > 4 ? 1 : 0)), height);
  }
  context.fillStyle = colours.line;
  context.fillRect(0, floor, width, 1);
  context.font = '11px "Noto Sans", "Noto Sans Arabic", Arial, sans-serif';
  context.fillStyle = colours.ink;
  context.textBaseline = "top";
  context.textAlign = "left";
  context.fillText(language.number(most), 2, 0);
  paintTicks(context, session, bins, width, step, floor);
  if (brushed) {
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    for (const edge of [brushed[0] * step, (brushed[1] + 1) * step]) {
      context.beginPath();
      context.moveTo(edge, 4);
      context.lineTo(edge, floor);
      context.stroke();
    }
  }
  canvas.setAttribute("aria-label", `${language.word("timeline")}: ${language.number(session.filtering.shown)}`);
}

/** Dates under the axis, as many as fit. @param {CanvasRenderingContext2D} context @param {Session} session
 * @param {import("../model/histogram.js").Bins} bins @param {number} width @param {number} step @param {number} floor */
function paintTicks(context, session, bins, width, step, floor) {
  const room = 92;
  let free = 0;
  const years = bins.starts.length > 1 && bins.starts[bins.starts.length - 1] - bins.starts[0] > 366 * 5;
  for (let bin = 0; bin < bins.starts.length - 1; bin++) {
    const iso = isoOf(bins.starts[bin]);
    const left = bin * step;
    if (left < free || left > width - 70) continue;
    if (years && iso.slice(5, 7) !== "01") continue;
    context.fillText(years ? session.language.year(iso) : session.language.date(iso), left, floor + 3);
    context.fillRect(left, floor, 1, 4);
    free = left + (years ? 48 : room);
  }
}

/** @param {HTMLCanvasElement} canvas @param {() => number} count
 * @param {() => [number, number] | null} brushed @param {(one: number, other: number) => void} brush @param {() => void} clear */
function listenToBrush(canvas, count, brushed, brush, clear) {
  /** @type {{anchor: number, moved: boolean, shift: [number, number] | null} | null} */
  let drag = null;
  const binAt = (/** @type {PointerEvent | MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    return Math.max(0, Math.min(count() - 1, Math.floor(((event.clientX - box.left) / box.width) * count())));
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    const bin = binAt(event);
    const now = brushed();
    const step = canvas.clientWidth / count();
    const offset = event.clientX - canvas.getBoundingClientRect().left;
    drag = { anchor: bin, moved: false, shift: null };
    if (!now) return;
    if (Math.abs(offset - now[0] * step) < GRIP) drag.anchor = now[1];
    else if (Math.abs(offset - (now[1] + 1) * step) < GRIP) drag.anchor = now[0];
    else if (bin > now[0] && bin < now[1]) drag.shift = now;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const bin = binAt(event);
    if (bin !== drag.anchor) drag.moved = true;
    if (!drag.moved) return;
    if (!drag.shift) return brush(drag.anchor, bin);
    const by = Math.max(-drag.shift[0], Math.min(count() - 1 - drag.shift[1], bin - drag.anchor));
    brush(drag.shift[0] + by, drag.shift[1] + by);
  });
  canvas.addEventListener("pointerup", (event) => {
    if (drag && !drag.moved) {
      if (brushed()) clear();
      else brush(binAt(event), binAt(event));
    }
    drag = null;
  });
  canvas.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") clear();
    if (!by) return;
    event.preventDefault();
    const [first, last] = brushed() ?? [0, 0];
    if (first + by >= 0 && last + by < count()) brush(first + by, last + by);
  });
}

/** Play, step, speed and adding up. @param {Session} session @param {() => number} count
 * @param {() => [number, number] | null} brushed @param {(one: number, other: number) => void} brush */
function playing(session, count, brushed, brush) {
  const { language } = session;
  let timer = 0;
  const speed = element("select", { class: "im-select im-small", "aria-label": language.word("speed"), onchange: () => timer && start() },
    ...[1, 2, 4, 8].map((factor) => element("option", { value: factor }, `${language.number(factor)}×`)));
  const adds = element("input", { type: "checkbox", id: "im-adds", class: "im-check" });
  const step = () => {
    const [first, last] = brushed() ?? [0, -1];
    if (last + 1 >= count()) return stop();
    brush(adds.checked ? Math.max(0, first) : last < 0 ? 0 : first + 1, last + 1);
  };
  const start = () => {
    clearInterval(timer);
    const now = brushed();
    if (now && now[1] >= count() - 1) brush(0, adds.checked ? 0 : Math.min(now[1] - now[0], count() - 2));
    timer = window.setInterval(step, BEAT / Number(speed.value));
    toggle.replaceChildren(icon(ICONS.pause));
    toggle.setAttribute("aria-label", language.word("pause"));
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    toggle.replaceChildren(icon(ICONS.play));
    toggle.setAttribute("aria-label", language.word("play"));
  };
  const toggle = element("button", { type: "button", class: "im-icon-button", title: language.word("play"), "aria-label": language.word("play"), onclick: () => (timer ? stop() : start()) }, icon(ICONS.play));
  const once = element("button", { type: "button", class: "im-icon-button", title: language.word("step"), "aria-label": language.word("step"), onclick: () => {
    stop();
    step();
  } }, icon("M6 5v14l9-7zM18 5v14"));
  session.ending.push(stop);
  return [toggle, once, speed, element("span", { class: "im-check-row im-adds" }, adds, element("label", { for: "im-adds" }, language.word("cumulative")))];
}
