import { test } from "node:test";
import assert from "node:assert/strict";
import { cellsOf, csvOf, geoJsonOf } from "../src/model/records.js";
import { incidentsOf } from "./helpers.js";

/** More than two stretches. */
const MANY = 9000;
const many = incidentsOf(Array.from({ length: MANY }, (_, at) => ({
  event_id: `e-${at}`, event_date: "2021-02-22", latitude: at % 2 ? 35.1 : null, longitude: at % 2 ? 44.4 : null, actor1: "", location: at % 3 ? "=1+1" : "Kirkuk",
})));
const all = Array.from({ length: MANY }, (_, row) => row);

test("a GeoJSON file of many incidents is one whole collection, with what is stated and no more", async () => {
  /** @type {number[]} */
  const shares = [];
  const { features } = JSON.parse(await (await geoJsonOf(many, all, (share) => void shares.push(share))).text());
  assert.equal(features.length, MANY);
  assert.equal(new Set(features.map((/** @type {any} */ one) => one.id)).size, MANY);
  assert.deepEqual(features[1].geometry, { type: "Point", coordinates: [44.4, 35.1] });
  assert.equal(features[0].geometry, null);
  assert.ok(!("actor1" in features[0].properties));
  assert.ok(shares.length >= 2 && shares.every((share) => share < 1));
});

test("a CSV file of many incidents has a line for each and a head", async () => {
  const lines = (await (await csvOf(many, all, () => {})).text()).trim().split("\r\n");
  assert.equal(lines.length, MANY + 1);
  assert.ok(lines.every((line) => line.split(",").length === lines[0].split(",").length));
});

test("cells for a spreadsheet run nothing, and no empty list makes a line too many", async () => {
  assert.equal(cellsOf(many, [0, 1], ["event_date", "location"], ["Date", "Place"]), "Date\tPlace\n2021-02-22\tKirkuk\n2021-02-22\t'=1+1");
  assert.equal(await (await geoJsonOf(many, [], () => {})).text(), '{"type":"FeatureCollection","features":[\n\n]}\n');
});
