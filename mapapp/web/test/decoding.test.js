import { test } from "node:test";
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { disarmed, gunzip, jsonOf } from "../src/model/bytes.js";
import { numbersOf } from "../src/model/incidents.js";
import { readPlaces } from "../src/model/places.js";
import { binDays } from "../src/model/histogram.js";
import { csvCell } from "../src/model/records.js";
import { toggled } from "../src/page/legend.js";
import { parsed } from "../src/page/address.js";

const packed = new Uint8Array(gzipSync(JSON.stringify({ place: "كركوك" })));

test("what was packed comes back", async () => {
  assert.deepEqual(jsonOf(await gunzip(packed)), { place: "كركوك" });
});

test("damaged and cut bytes throw instead of giving half", async () => {
  const damaged = packed.slice();
  damaged[damaged.length - 6] ^= 1;
  await assert.rejects(gunzip(damaged));
  await assert.rejects(gunzip(packed.slice(0, packed.length - 4)));
  await assert.rejects(gunzip(Uint8Array.of(...packed, 1, 2, 3)));
});

test("byte planes become numbers, differences are summed with their sign", () => {
  assert.deepEqual([...numbersOf(Uint8Array.of(1, 2, 1, 0), 2, 2, false)], [257, 2]);
  // zigzag: 4 is +2, 3 is -2, 0 is 0
  assert.deepEqual([...numbersOf(Uint8Array.of(4, 3, 0), 1, 3, true)], [2, 0, 0]);
});

test("weeks begin on Monday and months on their first day", () => {
  // 2021-02-22 (day 18680) was a Monday
  assert.deepEqual(binDays(18682, 18690, "week").starts, [18680, 18687, 18694]);
  assert.deepEqual(binDays(18659, 18690, "month").starts, [18659, 18687, 18718]);
  assert.equal(binDays(18659, 18690, "month").binOf(18687), 1);
  assert.deepEqual(binDays(10, 12, "day").starts, [10, 11, 12, 13]);
});

test("cells that begin like a formula become text, numbers and plain text stay", () => {
  for (const sign of ["=", "+", "-", "@", "\t", "\r"]) assert.match(csvCell(`${sign}1+1`), /^"?'/);
  assert.equal(csvCell(-5), "-5");
  assert.equal(csvCell("Kirkuk"), "Kirkuk");
  assert.equal(csvCell('a,"b"'), '"a,""b"""');
});

test("a click takes a value out and another click puts it back", () => {
  assert.deepEqual(toggled(null, ["a", "b", "c"], "b"), ["a", "c"]);
  assert.equal(toggled(["a", "c"], ["a", "b", "c"], "b"), null);
  assert.deepEqual(toggled(["a"], ["a", "b"], "a"), []);
});

test("filters from an address have a filter's shape or are left out", () => {
  assert.deepEqual(parsed('{"date_from":"2021-01-01","admin1":["Kirkuk"],"text":"x","area":5}'), {
    date_from: "2021-01-01", admin1: ["Kirkuk"], text: "x",
  });
  assert.equal(parsed('{"cut'), null);
  assert.equal(parsed("[1]"), null);
});

test("pairs of signs are the bytes that Python made them from", () => {
  // The same pair stands in tests/mapapp/mapping/test_armour.py.
  assert.deepEqual([...disarmed('!!-C~"R>', 6)], [0, 1, 2, 127, 255, 13]);
  assert.deepEqual([...disarmed("", 0)], []);
  for (const [text, size] of /** @type {const} */ ([["!!-C", 6], ['!!-C~"R>', 7], ["!!-C~!R<", 6], ["~~-C~!R>", 6]])) {
    assert.throws(() => disarmed(text, size));
  }
});

const BLOCKS = "!!sF@c(2]BJUmcHPC.>.h1g9B6/k_6:Jd9dw2]I?'*r$O`*U(\"!!";

test("whole blocks of thirteen bytes and what is left over of them come back", () => {
  // The same text stands in tests/mapapp/mapping/test_armour.py: the bytes 0, 7, 14, ... of three blocks and two bytes.
  const bytes = Array.from({ length: 41 }, (_, at) => (at * 7) % 256);
  assert.deepEqual([...disarmed(BLOCKS, 41)], bytes);
  for (const place of [1, 7, 16, 40, 50]) {
    const foreign = `${BLOCKS.slice(0, place)}&${BLOCKS.slice(place + 1)}`;
    assert.throws(() => disarmed(foreign, 41), /none of the coding/);
  }
});

test("places are read square by square, each level in the order of those above", () => {
  // Rows (1, 2), (0, 0), (1, 1), (1, 2) at the coarse level; the fine one comes in the order of rows 1, 2, 0, 3.
  const body = Uint8Array.of(0x12, 0x00, 0x11, 0x12, 0x34, 0x05, 0x07, 0x06);
  const { latitudes, longitudes, order } = readPlaces(body, 2, 4, true);
  assert.deepEqual([...latitudes], [0x10, 0x03, 0x10, 0x10]);
  assert.deepEqual([...longitudes], [0x27, 0x04, 0x15, 0x26]);
  assert.deepEqual([...order], [1, 2, 3, 0]);
  assert.throws(() => readPlaces(Uint8Array.of(1, 2, 3), 1, 4, true));
});

test("many rows in one square are sorted like few", () => {
  const rows = 500;
  const bytes = Array.from({ length: rows }, (_, row) => (row * 37) % 11);
  const { latitudes, longitudes, order } = readPlaces(Uint8Array.from([...bytes, ...bytes.map(() => 0)]), 2, rows, true);
  assert.deepEqual([...longitudes], bytes.map((byte) => byte << 4));
  assert.ok(latitudes.every((latitude) => latitude === 0));
  const sorted = bytes.map((byte, row) => [byte, row]).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  assert.deepEqual([...order], sorted.map(([, row]) => row));
});
