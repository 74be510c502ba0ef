import { test } from "node:test";
import assert from "node:assert/strict";
import { mergeOverlaps, PointGrid, radiusOf } from "../src/model/grouping.js";
import { ORIGIN } from "../src/model/projection.js";

/** @param {[number, number][]} points pixels at scale 1000 */
function scene(points) {
  const view = { scale: 1000, left: 0, top: 0, width: 800, height: 600 };
  const east = Float32Array.from(points, ([left]) => left / view.scale - ORIGIN.east);
  const south = Float32Array.from(points, ([, top]) => top / view.scale - ORIGIN.south);
  const failed = new Uint16Array(points.length);
  const isPoint = new Uint8Array(points.length).fill(1);
  const types = Uint8Array.from(points, (_, row) => row % 2);
  return { view, positions: { east, south }, failed, isPoint, grid: new PointGrid({ east, south }, isPoint, types, 2) };
}

/** @param {PointGrid} grid @param {Uint16Array} failed @param {import("../src/model/grouping.js").View} view */
function groupsOf(grid, failed, view) {
  grid.cover(failed, view);
  return grid.groups();
}

test("points that lie together are one group, one that lies apart is its own", () => {
  const { view, failed, grid } = scene([[100, 100], [104, 103], [500, 400]]);
  const groups = groupsOf(grid, failed, view);
  assert.deepEqual(groups.map((group) => group.count).sort(), [1, 2]);
});

test("a group is split by event type and its parts add up", () => {
  const { view, failed, grid } = scene([[100, 100], [101, 101], [102, 102]]);
  const [group] = groupsOf(grid, failed, view);
  assert.deepEqual([...group.byType], [2, 1]);
});

test("a filtered incident and one that is no point are in no group", () => {
  const { view, failed, isPoint, grid } = scene([[100, 100], [300, 300], [500, 500]]);
  failed[0] = 4;
  isPoint[1] = 0;
  const groups = groupsOf(grid, failed, view);
  assert.deepEqual(groups.map((group) => group.row), [2]);
});

test("a point without coordinates is in no group", () => {
  const { view, failed, positions, grid } = scene([[100, 100]]);
  positions.east[0] = NaN;
  assert.equal(groupsOf(grid, failed, view).length, 0);
});

test("the members of a group are exactly those that it counts", () => {
  const points = Array.from({ length: 400 }, (_, at) => /** @type {[number, number]} */ ([5 + ((at * 37) % 790), 5 + ((at * 53) % 590)]));
  const { view, failed, grid } = scene(points);
  const rows = groupsOf(grid, failed, view).flatMap((group) => {
    const members = grid.membersOf(failed, group);
    assert.equal(members.length, group.count);
    return members;
  });
  assert.equal(new Set(rows).size, 400);
});

test("circles that would cover one another become one, distant ones stay", () => {
  const group = (/** @type {number} */ left, /** @type {number} */ cell) => ({
    left, top: 50, count: 10, radius: radiusOf(10), byType: Uint32Array.of(10), row: cell, cells: [cell],
  });
  assert.equal(mergeOverlaps([group(50, 0), group(60, 1)]).length, 1);
  assert.equal(mergeOverlaps([group(50, 0), group(150, 1)]).length, 2);
});

test("groups that followed filter changes are those of a fresh count", () => {
  const points = Array.from({ length: 300 }, (_, at) => /** @type {[number, number]} */ ([5 + ((at * 37) % 790), 5 + ((at * 53) % 590)]));
  const { view, positions, failed, isPoint, grid } = scene(points);
  grid.cover(failed, view);
  for (const [bit, step] of [[1, 2], [2, 3], [1, 5], [2, 1], [1, 1]]) {
    const turned = new Int32Array(points.length);
    let count = 0;
    for (let row = 0; row < points.length; row += step) {
      failed[row] ^= bit;
      turned[count++] = row;
    }
    grid.follow(turned, count, failed, bit);
    const fresh = new PointGrid(positions, isPoint, grid.types, 2);
    const told = (/** @type {import("../src/model/grouping.js").Group} */ group) =>
      [group.count, group.row, [...group.byType], Math.round(group.left * 1000), Math.round(group.top * 1000)];
    assert.deepEqual(grid.groups().map(told), groupsOf(fresh, failed, view).map(told));
  }
});
