import { test } from "node:test";
import assert from "node:assert/strict";
import { formatsOf } from "../src/language/formats.js";
import { languageOf } from "../src/language/language.js";

test("English numbers and dates are those of Intl", () => {
  const { whole, plain, day } = formatsOf("en");
  const [wholes, plains] = [new Intl.NumberFormat("en-GB"), new Intl.NumberFormat("en-GB", { useGrouping: false, maximumFractionDigits: 1 })];
  for (const count of [0, 7, 999, 1000, 12345, 112313, 1000000, 0.5, 12.25, 1234.5678, 33.31234, -5, -1234567.8]) {
    assert.equal(whole(count), wholes.format(count));
    assert.equal(plain(count), plains.format(count));
  }
  const days = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
  for (let month = 0; month < 12; month++) {
    const date = new Date(Date.UTC(2021, month, 3 + 2 * month));
    assert.equal(day(date), days.format(date));
  }
});

test("Arabic and Sorani have their digits", () => {
  for (const code of /** @type {const} */ (["ar", "ckb"])) {
    const { whole, day } = formatsOf(code);
    assert.equal(whole(1234), "١٬٢٣٤");
    assert.match(day(new Date(Date.UTC(2021, 1, 22))), /٢٢.*٢٠٢١/);
  }
});

test("years and distances are told in the language's own digits and units", () => {
  const told = (/** @type {string} */ code) => [languageOf(code).year("2004-03-01"), languageOf(code).distance(300), languageOf(code).distance(2000)];
  assert.deepEqual(told("en"), ["2004", "300 m", "2 km"]);
  assert.deepEqual(told("ar"), ["٢٠٠٤", "٣٠٠ م", "٢ كم"]);
  assert.deepEqual(told("ckb"), ["٢٠٠٤", "٣٠٠ م", "٢ کم"]);
});

test("words of the data are isolated inside a sentence, numbers stand as they are", () => {
  const { word } = languageOf("ar");
  assert.match(word("helpProfile", { profile: "public" }), /\u2068public\u2069/u);
  assert.doesNotMatch(word("shownOf", { shown: "٣", total: "٥" }), /\u2068/u);
});
