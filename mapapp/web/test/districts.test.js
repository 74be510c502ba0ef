import { test } from "node:test";
import assert from "node:assert/strict";
import { districtsOf, NOWHERE } from "../src/model/districts.js";

/** @param {[number, number][]} points */
function line(points) {
  const east = Float32Array.from(points, ([across]) => across);
  const south = Float32Array.from(points, ([, down]) => down);
  return { east, south, box: { west: Math.min(...east), east: Math.max(...east), north: Math.min(...south), south: Math.max(...south) } };
}

/** @param {string} name @param {[number, number][][]} rings */
function outline(name, ...rings) {
  const lines = rings.map(line);
  return { name, rings: lines, box: lines[0].box, label: { east: 0, south: 0 } };
}

/** @param {number} west @param {number} north @param {number} size @returns {[number, number][]} */
const square = (west, north, size) => [[west, north], [west + size, north], [west + size, north + size], [west, north + size], [west, north]];

/** @param {[number, number][]} points */
const positions = (points) => ({ east: Float32Array.from(points, ([across]) => across), south: Float32Array.from(points, ([, down]) => down) });

test("a spot belongs to the outline that holds it, one beside all outlines to none", () => {
  const codes = districtsOf([outline("west", square(0, 0, 1)), outline("east", square(1, 0, 1))], positions([[0.5, 0.5], [1.5, 0.5], [2.5, 0.5]]), () => true);
  assert.deepEqual([...codes], [0, 1, NOWHERE]);
});

test("a spot in a hole belongs to what fills the hole", () => {
  const ring = outline("around", square(0, 0, 3), square(1, 1, 1));
  assert.deepEqual([...districtsOf([ring], positions([[1.5, 1.5], [0.5, 0.5]]), () => true)], [NOWHERE, 0]);
  assert.deepEqual([...districtsOf([ring, outline("within", square(1, 1, 1))], positions([[1.5, 1.5]]), () => true)], [1]);
});

test("an incident known only as a governorate or without coordinates is in no district", () => {
  const spots = positions([[0.5, 0.5], [0.5, 0.5], [NaN, NaN]]);
  assert.deepEqual([...districtsOf([outline("west", square(0, 0, 1))], spots, (row) => row !== 1)], [0, NOWHERE, NOWHERE]);
});

test("close to a slanting border the exact polygon decides, not the grid", () => {
  const below = outline("below", [[0, 0], [1, 1], [0, 1], [0, 0]]);
  const above = outline("above", [[0, 0], [1, 0], [1, 1], [0, 0]]);
  const spots = Array.from({ length: 200 }, (_, at) => /** @type {[number, number]} */ ([(at + 0.5) / 200, (at + 0.5) / 200 + (at % 2 ? 1 : -1) * 0.0005]));
  assert.deepEqual([...districtsOf([below, above], positions(spots), () => true)], spots.map((_, at) => (at % 2 ? 0 : 1)));
});

test("without outlines nothing is asked", () => {
  assert.deepEqual([...districtsOf([], positions([[0.5, 0.5]]), () => true)], [NOWHERE]);
});
