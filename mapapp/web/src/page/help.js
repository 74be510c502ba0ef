// Help inside the file: what the signs mean, where the data come from, what was left out.
import { dataText, element, icon, ICONS } from "../dom.js";
import { isoOf } from "../model/incidents.js";
import { dayRange } from "./panel.js";

/** @typedef {import("../session.js").Session} Session */

/** @param {Session} session @returns {HTMLDialogElement} */
export function helpDialog(session) {
  const { language, incidents } = session;
  const about = incidents.about;
  const range = dayRange(session);
  const sign = (/** @type {string} */ kind, /** @type {import("../language/language.js").Key} */ word) =>
    element("li", { class: "im-help-sign" }, element("span", { class: `im-sign im-sign-${kind}`, "aria-hidden": "true" }, kind === "group" ? "12" : kind === "area" ? "3" : ""), element("span", {}, language.word(word)));
  const line = (/** @type {string | false | null} */ text) => text && element("p", {}, text);
  const filters = Object.entries(about.filters ?? {}).filter(([, value]) => value !== null && value !== "").map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : value}`).join("; ");
  const dialog = element("dialog", { class: "im-help", "aria-label": language.word("help"), dir: language.direction },
    element("div", { class: "im-table-head" }, element("h2", {}, language.word("help")),
      element("button", { type: "button", class: "im-icon-button", "aria-label": language.word("close"), onclick: () => dialog.close() }, icon(ICONS.close))),
    element("h3", {}, language.word("helpSigns")),
    element("ul", { class: "im-help-signs" }, sign("group", "helpGroup"), sign("point", "helpPoint"), sign("near", "helpNear"), sign("area", "helpArea"), sign("listed", "helpListed")),
    element("h3", {}, language.word("helpData")),
    line(range && language.word("helpRange", { from: language.date(isoOf(range[0])), to: language.date(isoOf(range[1])) })),
    (about.sources ?? []).length > 0 && element("p", {}, `${language.word("sources")}: `, dataText((about.sources ?? []).join(", "))),
    ...(about.attribution ?? []).map((/** @type {string} */ told) => element("p", { dir: "auto" }, told)),
    line(Boolean(about.made) && language.word("helpMade", { date: language.date(String(about.made)) })),
    line(Boolean(about.profile) && language.word("helpProfile", { profile: String(about.profile) })),
    line(Boolean(about.coarsening) && language.word("coarsened", { how: String(about.coarsening) })),
    line(Boolean(about.refused) && language.word("refused", { count: language.number(Number(about.refused)) })),
    line(Boolean(filters) && language.word("helpFilters", { filters })),
    line(language.word("helpDigest")),
    element("code", { class: "im-digest", dir: "ltr" }, String(about.sha256 ?? "")),
    element("h3", {}, language.word("helpKeys")), line(language.word("helpKeysText")),
    element("p", { class: "im-note" }, language.word("helpBase")));
  return dialog;
}
