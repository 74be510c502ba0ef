// Long texts (notes, evidence, links) stay packed in blocks until one is asked for.
import { gunzip, jsonOf } from "./bytes.js";

/** How many unpacked blocks are kept; one holds some 250 kB of long notes. */
const KEPT_BLOCKS = 8;

export class TextBlocks {
  /** @param {{columns: string[], rows: number, sizes: number[]}} told
   * @param {Uint8Array<ArrayBuffer>} packed all blocks, one after the other */
  constructor(told, packed) {
    this.columns = told.columns;
    this.blockRows = told.rows;
    this.count = told.sizes.length;
    this.whole = packed;
    /** @type {Uint8Array<ArrayBuffer>[]} */
    this.packed = [];
    let at = 0;
    for (const size of told.sizes) {
      this.packed.push(packed.subarray(at, at + size));
      at += size;
    }
    if (at !== packed.length) throw new Error("the texts of the incidents are cut short");
    /** @type {Map<number, string[][]>} most recently used last */
    this.unpacked = new Map();
  }

  /** The texts of one block, a list per column.
   * @param {number} block @returns {Promise<string[][]>} */
  async block(block) {
    const kept = this.unpacked.get(block);
    const texts = kept ?? (jsonOf(await gunzip(this.packed[block])));
    this.unpacked.delete(block);
    this.unpacked.set(block, texts);
    if (this.unpacked.size > KEPT_BLOCKS) {
      this.unpacked.delete(/** @type {number} */ (this.unpacked.keys().next().value));
    }
    return texts;
  }

  /** The long texts of one incident by column name.
   * @param {number} row @returns {Promise<Record<string, string>>} */
  async of(row) {
    if (!this.count) return {};
    const block = await this.block(Math.floor(row / this.blockRows));
    return Object.fromEntries(
      this.columns.map((name, column) => [name, block[column][row % this.blockRows]]),
    );
  }
}
