// What a click shows: one incident with all its fields, or the list of those that share a spot or an area.
import { dataText, element, icon, ICONS } from "../dom.js";

/** @typedef {import("../session.js").Session} Session */

/** Columns in the order of the card; those that a headline already says come last. */
const CARD_COLUMNS = Object.freeze([
  "event_date", "event_date_end", "date_precision", "location", "location_as_written", "admin1", "admin2",
  "geo_precision", "radius_km", "actor1", "actor2", "fatalities", "fatalities_low", "fatalities_high", "injuries",
  "notes", "source", "source_url", "source_dataset", "source_id", "review_status", "tags", "evidence",
  "latitude", "longitude", "event_id", "created_at", "updated_at",
]);

/** Incidents of a list that are shown at once. */
const PAGE = 50;

/** The first line of an incident: its types and date.
 * @param {Session} session @param {number} row */
function headline(session, row) {
  const { incidents, language, colours, types } = session;
  const date = incidents.value("event_date", row);
  const subType = incidents.value("sub_event_type", row);
  const type = types.values[types.stored[row]];
  return [
    element("span", { class: "im-swatch", "aria-hidden": "true", style: null, "data-colour": colours[types.stored[row]] }),
    element("span", { class: "im-headline" },
      element("strong", {}, dataText(subType ? session.label("sub_event_type", String(subType)) : language.term(type))),
      element("span", { class: "im-when" }, date === null ? language.word("noDate") : language.date(String(date)))),
  ];
}

/** Colours are set through the style object: the page's policy lets no style attribute through.
 * @template {HTMLElement} E @param {E} root @returns {E} */
export function withColours(root) {
  for (const marked of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-colour]"))) {
    marked.style.setProperty("--im-colour", marked.dataset.colour ?? "");
  }
  return root;
}

/** @param {Session} session @param {string} name @param {string | number} value @returns {Node} */
function fieldValue(session, name, value) {
  const { language } = session;
  if (name === "event_date" || name === "event_date_end") return element("span", {}, language.date(String(value)));
  if (name === "source_url") return linkOrText(session, String(value));
  if (typeof value === "number" && name !== "latitude" && name !== "longitude") {
    return element("span", {}, language.number(value));
  }
  return dataText(session.label(name, String(value)));
}

/** Only http and https become links, and the reader sees the address before it opens.
 * @param {Session} session @param {string} address @returns {Node} */
export function linkOrText(session, address) {
  if (!/^https?:\/\/[^\s]+$/i.test(address)) return dataText(address);
  const { language } = session;
  const shown = element("span", { class: "im-link-shown", dir: "ltr" }, address);
  const reveal = element("button", {
    type: "button", class: "im-link", onclick: () => {
      const link = element("a", { href: address, target: "_blank", rel: "noopener noreferrer", class: "im-link-open" }, language.word("open"));
      reveal.replaceWith(element("span", { class: "im-link-ask" }, language.word("linkWarning", { address: "" }).replace("?", ""), shown, " ", link));
      link.focus();
    },
  }, element("bdi", { dir: "ltr" }, hostOf(address)));
  return reveal;
}

/** @param {string} address */
function hostOf(address) {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

/** One incident with all its fields. @param {Session} session @param {number} row @returns {HTMLElement} */
export function incidentCard(session, row) {
  const { incidents, language } = session;
  const fields = element("dl", { class: "im-fields" });
  const put = (/** @type {string} */ name, /** @type {string | number | null} */ value) => {
    if (value === null || value === "") return;
    fields.append(
      element("dt", {}, language.word(/** @type {any} */ (`#${name}`))),
      element("dd", {}, fieldValue(session, name, value)),
    );
  };
  const card = element("article", { class: "im-card" }, element("header", { class: "im-card-head" }, ...headline(session, row)), fields);
  const fill = (/** @type {Record<string, string>} */ long) => {
    fields.replaceChildren();
    const type = incidents.value("event_type", row);
    if (incidents.value("sub_event_type", row)) put("event_type", type);
    for (const name of CARD_COLUMNS) put(name, long[name] ?? incidents.value(name, row));
  };
  fill({});
  if (incidents.texts.count) incidents.texts.of(row).then(fill);
  return withColours(card);
}

/** Several incidents: a list, each opening its card in place.
 * @param {Session} session @param {number[]} rows @param {string} heading @returns {HTMLElement} */
export function incidentList(session, rows, heading) {
  const { incidents, language } = session;
  const holder = element("div", { class: "im-stack" });
  const items = element("ul", { class: "im-list" });
  let next = 0;
  const more = element("button", { type: "button", class: "im-button im-more", onclick: () => addPage() }, language.word("showMore"));
  const list = element("div", {}, element("h2", { class: "im-list-title" }, heading), items, more);
  const open = (/** @type {number} */ row) => {
    session.select(row);
    const back = element("button", {
      type: "button", class: "im-button im-back", onclick: () => holder.replaceChildren(list),
    }, icon(ICONS.back), language.word("back"));
    holder.replaceChildren(back, incidentCard(session, row));
    back.focus();
  };
  const addPage = () => {
    for (const row of rows.slice(next, next + PAGE)) {
      const place = String(incidents.value("location", row) ?? "") || session.label("admin1", String(incidents.value("admin1", row) ?? ""));
      const killed = incidents.value("fatalities", row);
      items.append(element("li", {}, element("button", { type: "button", class: "im-row", onclick: () => open(row) },
        ...headline(session, row),
        element("span", { class: "im-row-more" }, dataText(place), killed ? ` · ${language.word("killed")} ${language.number(Number(killed))}` : ""))));
    }
    next += PAGE;
    more.hidden = next >= rows.length;
    withColours(items);
  };
  addPage();
  holder.append(list);
  return holder;
}
