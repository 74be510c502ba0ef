import { test } from "node:test";
import assert from "node:assert/strict";
import { TERMS } from "../src/language/terms.js";
import { WORDS } from "../src/language/words.js";
import { languageOf } from "../src/language/language.js";

test("every word of the English interface is there in Arabic and Sorani", () => {
  for (const code of /** @type {const} */ (["ar", "ckb"])) {
    assert.deepEqual(Object.keys(WORDS.en).filter((key) => !(key in WORDS[code])), [], code);
  }
});

test("what a sentence leaves open is the same in every language", () => {
  const open = (/** @type {string} */ text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [key, text] of Object.entries(WORDS.en)) {
    for (const code of /** @type {const} */ (["ar", "ckb"])) {
      assert.deepEqual(open(/** @type {Record<string, string>} */ (WORDS[code])[key]), open(text), `${code} ${key}`);
    }
  }
});

test("Arabic and Sorani know the same fixed values of the data", () => {
  assert.deepEqual(Object.keys(TERMS.ar).sort(), Object.keys(TERMS.ckb).sort());
});

test("a value that no language knows is shown as it stands", () => {
  assert.equal(languageOf("ckb").term("Suicide bomb"), "تەقینەوەی خۆکوژی");
  assert.equal(languageOf("ckb").term("Own type"), "Own type");
});
