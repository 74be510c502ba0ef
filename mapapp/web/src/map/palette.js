// Colours: of event types (told apart by the colour-blind; Okabe and Ito's set, darkened for contrast on
// the light ground) and of the ground, light and dark.

/** @type {Readonly<Record<string, string>>} */
export const TYPE_COLOURS = Object.freeze({
  "Battles": "#c23b22",
  "Explosions/Remote violence": "#e08e0b",
  "Violence against civilians": "#8e3a80",
  "Protests": "#1f6fb2",
  "Riots": "#4bb0de",
  "Strategic developments": "#1b8a6b",
  "Accident": "#7d5a3c",
});

/** For types beyond the schema, in their order. */
const MORE_COLOURS = Object.freeze(["#7b838c", "#a3a847", "#5d6fc4", "#b8657b"]);

/** Order of types in lists and rings: the schema's, then the file's own by name. */
const ORDER = Object.keys(TYPE_COLOURS);

/** @param {string[]} types @returns {number[]} codes in the order of the legend */
export function typeOrder(types) {
  const rank = (/** @type {string} */ type) => (ORDER.indexOf(type) + ORDER.length + 1) % (ORDER.length + 1);
  const place = (/** @type {string} */ type) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length + rank(type));
  return types
    .map((_, code) => code)
    .sort((one, other) => place(types[one]) - place(types[other]) || (types[one] < types[other] ? -1 : 1));
}

/** @param {string[]} types @returns {string[]} a colour per code */
export function coloursOf(types) {
  let next = 0;
  const colours = new Array(types.length);
  for (const code of typeOrder(types)) {
    colours[code] = TYPE_COLOURS[types[code]] ?? MORE_COLOURS[next++ % MORE_COLOURS.length];
  }
  return colours;
}

/** @typedef {Record<"sea" | "land" | "iraq" | "water" | "river" | "border" | "frontier" | "line" | "label" |
 *   "faint" | "halo" | "town" | "waterLabel" | "disc" | "ink" | "rim" | "areaFill" | "areaLine", string>} Ground */

/** @type {Readonly<Record<"light" | "dark", Ground>>} */
export const GROUNDS = Object.freeze({
  light: {
    sea: "#cfe0ea", land: "#ecebe6", iraq: "#fbfaf6", water: "#cfe0ea", river: "#a9c8da",
    border: "#b9b4a8", frontier: "#8d8778", line: "#d5cfc2", label: "#3d3f42", faint: "#7d7a70",
    halo: "rgba(251,250,246,.9)", town: "#5b5d60", waterLabel: "#5d8aa3", disc: "rgba(255,255,255,.94)",
    ink: "#23262a", rim: "rgba(40,44,50,.38)", areaFill: "70,84,110", areaLine: "#46546e",
  },
  dark: {
    sea: "#16242e", land: "#20252a", iraq: "#2a3036", water: "#16242e", river: "#355468",
    border: "#50565c", frontier: "#8a9097", line: "#434a51", label: "#dfe2e5", faint: "#9ba3aa",
    halo: "rgba(32,37,42,.9)", town: "#b5bbc1", waterLabel: "#6fa0ba", disc: "rgba(28,32,37,.94)",
    ink: "#f2f4f6", rim: "rgba(235,240,245,.4)", areaFill: "150,170,205", areaLine: "#a9bad6",
  },
});
