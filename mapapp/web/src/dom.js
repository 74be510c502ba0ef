// Elements are made here and nowhere else; every text goes in as text.

/** @typedef {Record<string, any>} Properties `class`, `on...` listeners, `aria-...` and other attributes */

/** @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Properties} [properties] @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]} */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "htmlFor") /** @type {any} */ (made)[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) made.append(child);
  }
  return made;
}

/** Text from the data: its own direction, kept apart from the sentence around it. @param {string} text */
export function dataText(text) {
  return element("bdi", { dir: "auto" }, text);
}

/** An icon: strokes on a 24 by 24 square. @param {string} path */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "im-icon");
  svg.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS(space, "path");
  stroke.setAttribute("d", path);
  svg.append(stroke);
  return svg;
}

export const ICONS = Object.freeze({
  filter: "M4 6h16M7 12h10M10 18h4",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  help: "M9.2 9.2a2.9 2.9 0 1 1 4 2.7c-.8.4-1.2 1-1.2 1.9M12 17.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  theme: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 3v18M12 7l6-2M12 12h9M12 17l6 2",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14",
  close: "M6 6l12 12M18 6 6 18",
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  home: "M4 12 12 4l8 8M6.5 10v9h11v-9",
  draw: "M4 8 11 4l8 5-3 10-9 1z",
  layers: "M12 4 3 9l9 5 9-5zM3 14l9 5 9-5",
  back: "M15 5l-7 7 7 7",
});
