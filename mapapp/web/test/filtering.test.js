import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Filtering } from "../src/model/filtering.js";
import { within } from "../src/model/passing.js";
import { project } from "../src/model/projection.js";
import { foldText, wordFolder } from "../src/model/fold.js";
import { byDay, incidentsOf, placeNames } from "./helpers.js";

const golden = JSON.parse(await readFile(new URL("../../../tests/golden/filters.json", import.meta.url), "utf8"));

/** @param {any[]} records @param {Record<string, any>} filters */
function shownIds(records, filters) {
  const incidents = incidentsOf(records);
  const filtering = new Filtering(incidents, project(incidents), placeNames);
  filtering.apply(filters);
  const shown = byDay(records).filter((_, row) => filtering.failed[row] === 0).map((record) => record.event_id);
  assert.equal(filtering.shown, shown.length);
  return shown;
}

for (const { name, filters, shown } of golden.cases) {
  test(`golden filter case, as in Python: ${name}`, () => {
    assert.deepEqual(shownIds(golden.incidents, filters).sort(), [...shown].sort());
  });
}

for (const { name, filters, shown } of golden.named_places.cases) {
  test(`golden search for a place, as in Python: ${name}`, () => {
    assert.deepEqual(shownIds(golden.named_places.incidents, filters).sort(), [...shown].sort());
  });
}

for (const [text, folded] of (golden.folds ?? []).map((/** @type {any} */ one) => (Array.isArray(one) ? one : [one.text, one.folded]))) {
  test(`folds as in Python: ${text}`, () => {
    assert.equal(foldText(text), folded);
  });
}

test("word by word a text folds as in one piece", () => {
  const fold = wordFolder();
  const texts = [" انفجار\u00a0عبوة  ناسفة-قرب ", "Σίσυφος ΟΔΟΣ", "كَرْكُوك\n\nکرکوک", "\u0301 e\u0301 ½ ﷺ", "", "-", "Al-Qa'im al-Qāʾim"];
  for (const text of [...texts, ...texts]) assert.equal(fold(text), foldText(text), JSON.stringify(text));
});

test("an open filter after a closed one shows everything again", () => {
  const incidents = incidentsOf(golden.incidents);
  const filtering = new Filtering(incidents, project(incidents), placeNames);
  filtering.apply({ event_types: [] });
  assert.equal(filtering.shown, 0);
  filtering.apply({});
  assert.equal(filtering.shown, golden.incidents.length);
});

test("the number beside a value says what the other filters leave of it", () => {
  const incidents = incidentsOf(golden.incidents);
  const filtering = new Filtering(incidents, project(incidents), placeNames);
  filtering.apply({ event_types: ["Accident"] });
  const facet = /** @type {import("../src/model/filtering.js").Facet} */ (filtering.facet("event_types"));
  const explosions = facet.column.values.indexOf("Explosions/Remote violence");
  assert.equal(facet.counts[explosions], golden.incidents.filter((/** @type {any} */ one) => one.event_type === "Explosions/Remote violence").length);
});

test("a point on neither side of the ring is outside, one in its middle inside", () => {
  const ring = [{ east: 0, south: 0 }, { east: 2, south: 0 }, { east: 2, south: 2 }, { east: 0, south: 2 }];
  assert.equal(within(ring, 1, 1), true);
  assert.equal(within(ring, 3, 1), false);
  assert.equal(within(ring, NaN, NaN), false);
});

test("numbers that followed many changes are those of a fresh count", () => {
  const incidents = incidentsOf(golden.incidents);
  const positions = project(incidents);
  const followed = new Filtering(incidents, positions, placeNames);
  for (const key of ["admin1", "geo_precision"]) followed.want(/** @type {any} */ (followed.facet(key)), true);
  for (const { filters } of [...golden.cases, ...[...golden.cases].reverse()]) {
    followed.apply(filters);
    const fresh = new Filtering(incidents, positions, placeNames);
    fresh.apply(filters);
    fresh.want(/** @type {any} */ (fresh.facet("geo_precision")), true);
    assert.deepEqual(followed.failed, fresh.failed);
    assert.equal(followed.shown, fresh.failed.filter((bits) => bits === 0).length);
    for (const facet of followed.facets.filter((one) => one.wanted)) {
      const counted = new Uint32Array(facet.counts.length);
      fresh.failed.forEach((bits, row) => void ((bits & ~facet.bit) === 0 && counted[facet.column.stored[row]]++));
      assert.deepEqual(facet.counts, counted, facet.key);
    }
    const days = new Uint32Array(followed.days.length);
    const first = incidents.columns.get("event_date");
    fresh.failed.forEach((bits, row) => void ((bits & ~1) === 0 && days[first?.stored[row] ?? 0]++));
    assert.deepEqual(followed.days, days);
  }
});
