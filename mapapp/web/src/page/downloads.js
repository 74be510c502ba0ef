// What the reader takes away: the filtered incidents, or the map as a picture.
import { element, icon, ICONS } from "../dom.js";
import { writtenAs } from "../model/writing.js";
import { pictureOf } from "./picture.js";

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
  const { language } = session;
  const told = element("p", { class: "im-menu-note", role: "status" });
  const percent = element("span");
  const progress = (/** @type {number} */ share) => {
    if (!told.childElementCount) told.replaceChildren(percent, element("progress", { max: 1, "aria-label": language.word("download") }));
    percent.textContent = language.word("preparing", { percent: `${language.number(Math.round(share * 100))}%` });
    /** @type {HTMLProgressElement} */ (told.lastChild).value = share;
  };
  const written = (/** @type {import("../model/writing.js").Kind} */ kind) =>
    writtenAs(kind, session.incidents, session.filtering.failed, session.filtering.shown, session.script, progress);
  const item = (/** @type {import("../language/language.js").Key} */ word, /** @type {() => unknown} */ act) =>
    element("button", { type: "button", class: "im-menu-item", onclick: async () => {
      menu.removeAttribute("open");
      try {
        await act();
        told.textContent = "";
      } catch (fault) {
        console.error(fault);
        told.textContent = language.word("notMade");
      }
    } }, language.word(word));
  const menu = element("details", { class: "im-menu-holder" },
    element("summary", { class: "im-icon-button", title: language.word("download"), "aria-label": language.word("download") }, icon(ICONS.download)),
    element("div", { class: "im-menu-items" },
      item("downloadCsv", async () => save(await written("csv"), "incidents.csv")),
      item("downloadGeoJson", async () => save(await written("geojson"), "incidents.geojson")),
      item("downloadPng", async () => save(await pictureOf(session, map), "map.png")),
      item("print", () => window.print())));
  menu.addEventListener("keydown", (event) => event.key === "Escape" && menu.removeAttribute("open"));
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) setTimeout(() => menu.removeAttribute("open"), 150);
  });
  return element("div", { class: "im-menu-place" }, menu, told);
}
