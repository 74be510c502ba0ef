// One document's state: the incidents, what is filtered, how it is shown; views listen for changes.
import PLACE_NAMES from "../../data/place_names.csv";
import { Filtering } from "./model/filtering.js";
import { districtsOf } from "./model/districts.js";
import { placeRows } from "./model/areas.js";
import { readPlaceNames } from "./model/place-names.js";
import { foldLongTexts, longSearched } from "./model/searching.js";
import { coloursOf, GROUNDS, typeOrder } from "./map/palette.js";
import { languageOf } from "./language/language.js";

/** @typedef {import("./model/incidents.js").Incidents} Incidents */
/** @typedef {"filters" | "appearance" | "selection" | "searching" | "mode"} Topic */

/** @typedef {"groups" | "points" | "heat" | "hexagons" | "governorates" | "districts"} Mode */
/** @typedef {"incidents" | "killed"} Measure */

/** @typedef {object} Options
 * @property {boolean} page build the whole document around the map
 * @property {boolean} base draw the vector base map
 * @property {boolean} legend
 * @property {boolean} [names] false where a base map of the user's own names its places
 * @property {boolean} [panel] the document's own bar and filters
 * @property {boolean} [show] */

/** Columns of fixed words. */
const FIXED = new Set(["event_type", "sub_event_type", "geo_precision", "date_precision", "review_status"]);

/** How many steps "Undo" can go back. */
const KEPT_STEPS = 100;

export class Session {
  /** @param {import("./model/opening.js").Opened} opened @param {import("./map/base-map.js").BaseMap | null} base @param {Options} options
   * @param {import("./map/base-map.js").District[]} [districts] */
  constructor({ incidents, positions, script }, base, options, districts = []) {
    this.incidents = incidents;
    this.base = base;
    this.options = options;
    this.positions = positions;
    this.script = script;
    this.filtering = new Filtering(incidents, this.positions, readPlaceNames(PLACE_NAMES));
    this.types = incidents.codes("event_type");
    this.order = typeOrder(this.types.values);
    this.colours = coloursOf(this.types.values);
    const { isPoint, listed, areas, inAreas } = placeRows(incidents, this.positions);
    /** @type {Uint8Array} */ this.isPoint = isPoint;
    /** @type {number[]} */ this.listed = listed;
    /** @type {import("./model/areas.js").Area[]} */ this.areas = areas;
    /** @type {[number, number][]} */ this.inAreas = inAreas;
    this.outlines = new Map((base?.governorates ?? []).map((outline) => [outline.name, outline]));
    this.districts = districts;
    /** @type {Int16Array | null} number of each incident's district, once asked for */
    this.rowDistricts = null;
    this.language = languageOf(incidents.about.language ?? "en");
    /** @type {"light" | "dark"} */
    this.theme = "light";
    this.ground = GROUNDS.light;
    /** @type {number | null} */
    this.selected = null;
    /** While the reader draws an area, clicks on the map are its corners. */
    this.busyDrawing = false;
    /** @type {Map<Topic, Set<() => void>>} */
    this.listeners = new Map();
    /** Listeners of the page's present language; they end when the page is built anew.
     * @type {(() => void)[]} */
    this.ending = [];
    this.collecting = false;
    /** @type {Mode} */
    this.mode = "groups";
    /** @type {Measure} */
    this.measure = "incidents";
    /** Filters before each change, newest last: what "Undo" goes back to. @type {Record<string, any>[]} */
    this.history = [];
    this.filtering.apply({ ...incidents.about.filters });
  }

  /** @param {Topic} topic @param {() => void} listener @returns {() => void} stops listening */
  on(topic, listener) {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    const stop = () => void listeners.delete(listener);
    if (this.collecting) this.ending.push(stop);
    return stop;
  }

  /** Build the page: listeners of the page before it end, those added now end with it.
   * @param {() => void} build */
  rebuild(build) {
    for (const stop of this.ending.splice(0)) stop();
    this.collecting = true;
    build();
    this.collecting = false;
  }

  /** @param {Topic} topic */
  tell(topic) {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) listener();
  }

  /** The ways this document can show its incidents. @returns {Mode[]} */
  get modes() {
    /** @type {Mode[]} */
    const modes = ["groups", "points", "heat", "hexagons", "governorates"];
    return this.districts.length ? [...modes, "districts"] : modes;
  }

  /** The number in `districts` of each incident's district; -1 where none holds it or only its governorate is known. */
  get districtOfRow() {
    const precision = this.incidents.codes("geo_precision");
    const fine = precision.values.map((level) => ["exact", "settlement", "near", "district"].includes(level));
    this.rowDistricts ??= districtsOf(this.districts, this.positions, (row) => fine[precision.stored[row]]);
    return this.rowDistricts;
  }

  /** A value of a column in the language of the page: fixed words and governorates are translated.
   * @param {string} column @param {string} value @returns {string} */
  label(column, value) {
    const { code } = this.language;
    if (column === "admin1" && code !== "en") {
      const outline = this.outlines.get(value);
      return (outline && (code === "ar" ? outline.name_ar : outline.name_ckb)) || value;
    }
    return FIXED.has(column) ? this.language.term(value) : value;
  }

  get filters() {
    return this.filtering.filters;
  }

  /** Change some filters and leave the others. @param {Record<string, any>} changes */
  filter(changes) {
    this.history = [...this.history.slice(1 - KEPT_STEPS), this.filters];
    this.replaceFilters({ ...this.filters, ...changes });
  }

  /** Open every filter. */
  reset() {
    this.history = [...this.history.slice(1 - KEPT_STEPS), this.filters];
    this.replaceFilters({});
  }

  undo() {
    const before = this.history.pop();
    if (before) this.replaceFilters(before);
  }

  get isFiltered() {
    return Object.values(this.filters).some((value) => value !== null && value !== "" && value !== undefined);
  }

  /** @param {Record<string, any>} filters */
  replaceFilters(filters) {
    if (filters.text && longSearched(this.incidents).length && !this.incidents.folded) {
      this.#foldFirst(filters);
      return;
    }
    this.filtering.apply(filters);
    this.tell("filters");
  }

  /** The first search unpacks the long texts; the page goes on meanwhile and the filter follows.
   * @param {Record<string, any>} filters */
  async #foldFirst(filters) {
    this.pending = filters;
    const { text, ...others } = filters;
    this.filtering.apply({ ...others, text: this.filters.text });
    this.tell("filters");
    if (this.folding !== undefined) return;
    this.folding = 0;
    try {
      this.incidents.folded = await foldLongTexts(this.incidents, this.script, (share) => {
        this.folding = share;
        this.tell("searching");
      });
    } finally {
      // Texts that can't be read are told by the console; the next search tries them again.
      this.folding = undefined;
      this.tell("searching");
    }
    const waiting = { ...this.filters, text: this.pending?.text };
    this.filtering.apply(waiting);
    this.tell("filters");
  }

  /** @param {number | null} row */
  select(row) {
    this.selected = row;
    this.tell("selection");
  }

  /** @param {"light" | "dark"} theme */
  setTheme(theme) {
    this.theme = theme;
    this.ground = GROUNDS[theme];
    this.tell("appearance");
  }

  /** @param {Mode} mode @param {Measure} measure */
  setMode(mode, measure) {
    this.mode = mode;
    this.measure = measure;
    this.tell("mode");
  }

  /** @param {string} code */
  setLanguage(code) {
    this.language = languageOf(code);
    this.tell("appearance");
  }
}
