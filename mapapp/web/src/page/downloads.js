// What the reader takes away: the filtered incidents, or the map as a picture.
import { element, icon, ICONS } from "../dom.js";
import { csvOf, geoJsonOf, shownRows } from "../model/records.js";
import { isoOf } from "../model/incidents.js";
import { dayRange } from "./panel.js";

/** @typedef {import("../session.js").Session} Session */

/** @param {Blob} content @param {string} name */
function save(content, name) {
  const address = URL.createObjectURL(content);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** A menu button with the downloads. @param {Session} session @param {L.Map} map @returns {HTMLElement} */
export function downloadMenu(session, map) {
  const { language, incidents } = session;
  const rows = () => shownRows(session.filtering.failed);
  const item = (/** @type {import("../language/language.js").Key} */ word, /** @type {() => unknown} */ act) =>
    element("button", { type: "button", class: "im-menu-item", onclick: async () => {
      menu.removeAttribute("open");
      await act();
    } }, language.word(word));
  const menu = element("details", { class: "im-menu-holder" },
    element("summary", { class: "im-icon-button", title: language.word("download"), "aria-label": language.word("download") }, icon(ICONS.download)),
    element("div", { class: "im-menu-items" },
      item("downloadCsv", async () => save(await csvOf(incidents, rows()), "incidents.csv")),
      item("downloadGeoJson", async () => save(await geoJsonOf(incidents, rows()), "incidents.geojson")),
      item("downloadPng", async () => save(await pictureOf(session, map), "map.png")),
      item("print", () => window.print())));
  menu.addEventListener("keydown", (event) => event.key === "Escape" && menu.removeAttribute("open"));
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) setTimeout(() => menu.removeAttribute("open"), 150);
  });
  return menu;
}

/** The map as seen, with title, dates, sources, legend and scale. @param {Session} session @param {L.Map} map
 * @returns {Promise<Blob>} */
async function pictureOf(session, map) {
  const ratio = window.devicePixelRatio || 1;
  const size = map.getSize();
  const [head, foot, width] = [58, 30, size.x];
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = (size.y + head + foot) * ratio;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(ratio, ratio);
  context.fillStyle = session.ground.sea;
  context.fillRect(0, 0, width, size.y + head + foot);
  const box = map.getContainer().getBoundingClientRect();
  for (const layer of /** @type {NodeListOf<HTMLCanvasElement>} */ (map.getContainer().querySelectorAll("canvas.im-canvas"))) {
    const at = layer.getBoundingClientRect();
    context.drawImage(layer, at.left - box.left, at.top - box.top + head, at.width, at.height);
  }
  drawCaption(context, session, map, width, size.y, head, foot);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture could be made"))), "image/png"));
}

/** @param {CanvasRenderingContext2D} context @param {Session} session @param {L.Map} map @param {number} width
 * @param {number} height @param {number} head @param {number} foot */
function drawCaption(context, session, map, width, height, head, foot) {
  const { language, ground, incidents, colours, types, order } = session;
  const range = dayRange(session);
  const rtl = language.direction === "rtl";
  const edge = rtl ? width - 14 : 14;
  context.fillStyle = ground.disc;
  context.fillRect(0, 0, width, head);
  context.fillRect(0, head + height, width, foot);
  context.direction = language.direction;
  context.textAlign = rtl ? "right" : "left";
  context.textBaseline = "middle";
  context.fillStyle = ground.ink;
  context.font = '600 17px "Noto Sans", "Noto Sans Arabic", Arial, sans-serif';
  context.fillText(String(incidents.about.title ?? ""), edge, 20, width - 28);
  context.font = '12px "Noto Sans", "Noto Sans Arabic", Arial, sans-serif';
  const from = session.filters.date_from ?? (range && isoOf(range[0]));
  const to = session.filters.date_to ?? (range && isoOf(range[1]));
  const dates = from && to ? `${language.date(from)} – ${language.date(to)}` : "";
  const count = language.word("shownOf", { shown: language.number(session.filtering.shown), total: language.number(incidents.rows) });
  context.fillText([dates, count, (incidents.about.sources ?? []).join(", ")].filter(Boolean).join("  ·  "), edge, 42, width - 28);
  context.textAlign = "left";
  context.direction = "ltr";
  let left = 14;
  const middle = head + height + foot / 2;
  for (const type of order) {
    context.fillStyle = colours[type];
    context.beginPath();
    context.arc(left + 5, middle, 5, 0, 7);
    context.fill();
    context.fillStyle = ground.ink;
    const name = language.term(types.values[type]) || language.word("noValue");
    context.fillText(name, left + 15, middle);
    left += context.measureText(name).width + 34;
  }
  drawScale(context, map, width, middle, ground.ink);
}

/** A round number of kilometres, at most a quarter of the width. @param {CanvasRenderingContext2D} context
 * @param {L.Map} map @param {number} width @param {number} middle @param {string} ink */
function drawScale(context, map, width, middle, ink) {
  const size = map.getSize();
  const across = map.distance(map.containerPointToLatLng([0, size.y / 2]), map.containerPointToLatLng([100, size.y / 2])) / 1000;
  const most = across * (Math.min(width / 4, 160) / 100);
  const power = 10 ** Math.floor(Math.log10(most));
  const round = [5, 2, 1].map((factor) => factor * power).find((one) => one <= most) ?? power;
  const length = (round / across) * 100;
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(width - 14 - length, middle - 4);
  context.lineTo(width - 14 - length, middle + 5);
  context.lineTo(width - 14, middle + 5);
  context.lineTo(width - 14, middle - 4);
  context.stroke();
  context.textAlign = "center";
  context.fillText(`${round} km`, width - 14 - length / 2, middle - 4);
}
