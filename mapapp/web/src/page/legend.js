// The legend: event types with their colours and numbers; a click shows or hides a type.
import { element } from "../dom.js";
import { withColours } from "../map/popup.js";

/** @typedef {import("../session.js").Session} Session */

/** @param {Session} session @returns {HTMLElement} */
export function legendBox(session) {
  const { language, types, order, colours } = session;
  const buttons = order.map((type) => {
    const count = element("span", { class: "im-count" });
    const button = element("button", { type: "button", class: "im-legend-row", "aria-pressed": "true", onclick: () => toggleType(session, types.values[type]) },
      element("span", { class: "im-swatch", "data-colour": colours[type], "aria-hidden": "true" }),
      element("span", { class: "im-legend-name", dir: "auto" }, language.term(types.values[type]) || language.word("noValue")),
      count);
    return { button, count, type };
  });
  // On a narrow page the legend starts folded: it would cover the country.
  const fold = element("details", { open: !window.matchMedia?.("(max-width: 760px)").matches },
    element("summary", { class: "im-legend-fold" }, language.word("legend")), ...buttons.map(({ button }) => button));
  const box = element("section", { class: "im-legend", "aria-label": language.word("legend"), dir: language.direction, lang: language.code }, fold);
  const update = () => {
    const facet = session.filtering.facet("event_types");
    const chosen = session.filters.event_types;
    for (const { button, count, type } of buttons) {
      const pressed = String(!chosen || chosen.includes(types.values[type]));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
      const told = language.number(facet ? facet.counts[type] : session.filtering.shown);
      if (count.textContent !== told) count.textContent = told;
    }
  };
  session.on("filters", update);
  update();
  return withColours(box);
}

/** @param {Session} session @param {string} type */
export function toggleType(session, type) {
  session.filter({ event_types: toggled(session.filters.event_types, session.types.values, type) });
}

/** The chosen values after a click on one; null when all are chosen.
 * @param {string[] | null | undefined} chosen @param {string[]} all @param {string} value
 * @returns {string[] | null} */
export function toggled(chosen, all, value) {
  const now = new Set(chosen ?? all);
  if (!now.delete(value)) now.add(value);
  return all.every((one) => now.has(one)) ? null : all.filter((one) => now.has(one));
}

/** The legend as a Leaflet control. @param {Session} session @param {L.ControlPosition} position */
export function legendControl(session, position) {
  const Legend = L.Control.extend({
    onAdd: () => {
      const box = legendBox(session);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
  });
  return new Legend({ position });
}
