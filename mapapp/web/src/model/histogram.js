// Days, weeks or months as bins, and how many incidents begin in each.

/** @typedef {"day" | "week" | "month"} Unit */
/** @typedef {{starts: number[], binOf: (day: number) => number}} Bins `starts` has one more: the end of the last */

/** Bins from the first day to the last, as days since 1970; weeks begin on Monday.
 * @param {number} first @param {number} last @param {Unit} unit @returns {Bins} */
export function binDays(first, last, unit) {
  /** @type {number[]} */
  const starts = [];
  if (unit === "month") {
    const date = new Date(first * 86400000);
    let [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    for (let start = 0; start <= last; ) {
      starts.push(Date.UTC(year, month, 1) / 86400000);
      month++;
      start = Date.UTC(year, month, 1) / 86400000;
      if (start > last) starts.push(start);
    }
    return { starts, binOf: (day) => lastAtMost(starts, day) };
  }
  const length = unit === "week" ? 7 : 1;
  // 1970-01-01 was a Thursday: Mondays are the days with (day + 3) divisible by 7.
  const from = unit === "week" ? first - ((((first + 3) % 7) + 7) % 7) : first;
  for (let start = from; start <= last + length - 1; start += length) starts.push(start);
  if (starts[starts.length - 1] <= last) starts.push(starts[starts.length - 1] + length);
  const bins = starts.length - 1;
  return { starts, binOf: (day) => Math.max(0, Math.min(bins - 1, Math.floor((day - from) / length))) };
}

/** @param {number[]} starts @param {number} day */
function lastAtMost(starts, day) {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many incidents begin in each bin that all filters but the dates let through.
 * @param {import("./incidents.js").Incidents} incidents @param {import("./filtering.js").Filtering} filtering
 * @param {Bins} bins @returns {Uint32Array} */
export function tallyBins(incidents, filtering, bins) {
  const column = incidents.columns.get("event_date");
  const tallies = new Uint32Array(bins.starts.length - 1);
  if (!column) return tallies;
  const { days } = filtering;
  for (let stored = 1, bin = 0; stored < days.length; stored++) {
    const day = stored + column.base;
    while (bin < tallies.length - 1 && bins.starts[bin + 1] <= day) bin++;
    tallies[bin] += days[stored];
  }
  return tallies;
}
