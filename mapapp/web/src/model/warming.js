// The first change of a filter should cost no more than the tenth: browsers translate a loop to fast code only
// after it has run for a while. So the loops run on a few thousand rows while the reader looks at the map.
import { Filtering } from "./filtering.js";
import { PointGrid } from "./grouping.js";
import { Incidents, isoOf } from "./incidents.js";

/** Rows that the loops run on, and how often: some 20 ms in all, in pieces. */
const ROWS = 8000;
const TURNS = 24;

/** Run the loops of filtering and grouping on a copy of the first rows, in the browser's idle time.
 * @param {Incidents} incidents @param {{east: Float32Array, south: Float32Array}} positions
 * @param {Uint8Array} isPoint @param {(step: () => void) => void} whenIdle */
export function warmUp(incidents, positions, isPoint, whenIdle) {
  const rows = Math.min(ROWS, incidents.rows);
  const columns = new Map([...incidents.columns].map(([name, column]) => [name, { ...column, stored: column.stored.slice(0, rows) }]));
  const few = new Incidents({ ...incidents.header, rows }, columns, incidents.texts);
  const spots = { east: positions.east.slice(0, rows), south: positions.south.slice(0, rows) };
  const filtering = new Filtering(few, spots, new Map());
  const types = few.codes("event_type");
  const grid = new PointGrid(spots, isPoint.slice(0, rows), types.stored, types.values.length);
  filtering.followers.add(grid.follow);
  const [first] = incidents.dayRange ?? [0];
  let turn = 0;
  const step = () => {
    const at = turn % types.values.length;
    const event_types = turn % 2 ? null : types.values.filter((_, code) => code !== at);
    filtering.apply({ event_types, date_from: turn % 3 ? null : isoOf(first + (turn % 5)) });
    grid.cover(filtering.failed, { scale: 2 ** 14 + turn, left: 10000, top: 6000, width: 1800, height: 1200 });
    grid.groups();
    if (++turn < TURNS) whenIdle(step);
  };
  whenIdle(step);
}
