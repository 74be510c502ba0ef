import { test } from "node:test";
import assert from "node:assert/strict";
import { sortedRows } from "../src/model/sorting.js";

/** @param {import("../src/model/incidents.js").Numbers} stored @param {string[]} [values] of a dictionary */
function column(stored, values) {
  const shape = { name: "a", base: 0, step: 1, prefix: "", digits: 0 };
  return { ...shape, kind: /** @type {"codes" | "count"} */ (values ? "codes" : "count"), stored, values: values ?? [] };
}

const ALL = new Uint16Array(5);

test("numbers go up or down, missing ones last both ways, equal ones as in the file", () => {
  const counts = column(Uint8Array.of(3, 0, 7, 3, 1));
  assert.deepEqual([...sortedRows(counts, ALL, false)], [4, 0, 3, 2, 1]);
  assert.deepEqual([...sortedRows(counts, ALL, true)], [2, 0, 3, 4, 1]);
});

test("texts go by their dictionary, the empty one last", () => {
  const names = column(Uint8Array.of(1, 0, 2, 1, 0), ["", "Basra", "Kirkuk"]);
  assert.deepEqual([...sortedRows(names, ALL, false)], [0, 3, 2, 1, 4]);
  const filled = column(Uint8Array.of(1, 0, 1, 1, 0), ["Basra", "Kirkuk"]);
  assert.deepEqual([...sortedRows(filled, ALL, false)], [1, 4, 0, 2, 3]);
});

test("only shown rows are sorted, and without a column they stay as in the file", () => {
  const failed = Uint16Array.of(0, 4, 0, 0, 1);
  assert.deepEqual([...sortedRows(column(Uint8Array.of(3, 9, 7, 1, 1)), failed, false)], [3, 0, 2]);
  assert.deepEqual([...sortedRows(undefined, failed, true)], [0, 2, 3]);
});

test("large numbers are sorted by all their digits", () => {
  const stored = Int32Array.from({ length: 3000 }, (_, row) => 1 + ((row * 7919 * 104729) % 2000003) * 1000);
  const rows = [...sortedRows(column(stored), new Uint16Array(3000), false)];
  assert.deepEqual(rows, [...stored.keys()].sort((one, other) => stored[one] - stored[other] || one - other));
});
