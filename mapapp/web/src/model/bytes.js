// From the characters in a script element to bytes, and from gzip to what was packed.

/** Signs of the armour, and the bits that two of them carry: see mapapp/mapping/armour.py. */
const SIGNS = 91;
const PAIR_BITS = 13;
const LEFT_OUT = "&<\\";

/** The bytes that a script element of the page carries. @param {HTMLElement} carrier */
export function carriedBy(carrier) {
  return disarmed(carrier.textContent ?? "", Number(carrier.dataset.bytes));
}

/** Bytes that were armoured as pairs of printable signs. @param {string} text
 * @param {number} size how many bytes there are @returns {Uint8Array<ArrayBuffer>} */
export function disarmed(text, size) {
  const signs = new TextEncoder().encode(text);
  if (signs.length !== 2 * Math.ceil((8 * size) / PAIR_BITS)) {
    throw new Error(`${signs.length} characters are not those of ${size} bytes`);
  }
  const pairs = new Uint16Array(signs.buffer, 0, signs.length / 2);
  const worth = pairWorths();
  const bytes = new Uint8Array(size);
  const whole = Math.floor(size / PAIR_BITS);
  let seen = spreadPairs(pairs, worth, bytes, whole);
  let [kept, bits, place] = [0, 0, whole * PAIR_BITS];
  for (let at = whole * 8; at < pairs.length; at++) {
    const pair = worth[pairs[at]];
    seen |= pair;
    kept = ((kept << PAIR_BITS) | pair) & 0xfffff;
    bits += PAIR_BITS;
    while (bits >= 8) {
      bits -= 8;
      bytes[place++] = kept >> bits;
    }
  }
  if (seen >> PAIR_BITS) throw new Error("a character is none of the coding's");
  return bytes;
}

/** What two signs are worth, by the number that their two bytes are where the lower one comes first, as in every
 * browser; a pair that is none has a bit above those of all others. */
function pairWorths() {
  const worth = new Uint16Array(0x10000).fill(1 << PAIR_BITS);
  const signs = [];
  for (let sign = 0x21; sign < 0x7f; sign++) if (!LEFT_OUT.includes(String.fromCharCode(sign))) signs.push(sign);
  for (let high = 0; high < SIGNS; high++) {
    for (let low = 0; low < SIGNS; low++) worth[signs[high] | (signs[low] << 8)] = high * SIGNS + low;
  }
  return worth;
}

/** Eight pairs are thirteen bytes. @param {Uint16Array} pairs @param {Uint16Array} worth
 * @param {Uint8Array} bytes gets what the pairs carry @param {number} whole how many times eight pairs
 * @returns {number} every bit that any of the pairs had */
function spreadPairs(pairs, worth, bytes, whole) {
  let seen = 0;
  for (let block = 0, at = 0, to = 0; block < whole; block++, at += 8, to += 13) {
    const [one, two, three, four] = [worth[pairs[at]], worth[pairs[at + 1]], worth[pairs[at + 2]], worth[pairs[at + 3]]];
    const [five, six, seven, eight] = [worth[pairs[at + 4]], worth[pairs[at + 5]], worth[pairs[at + 6]], worth[pairs[at + 7]]];
    seen |= one | two | three | four | five | six | seven | eight;
    bytes[to] = one >> 5;
    bytes[to + 1] = (one << 3) | (two >> 10);
    bytes[to + 2] = two >> 2;
    bytes[to + 3] = (two << 6) | (three >> 7);
    bytes[to + 4] = (three << 1) | (four >> 12);
    bytes[to + 5] = four >> 4;
    bytes[to + 6] = (four << 4) | (five >> 9);
    bytes[to + 7] = five >> 1;
    bytes[to + 8] = (five << 7) | (six >> 6);
    bytes[to + 9] = (six << 2) | (seven >> 11);
    bytes[to + 10] = seven >> 3;
    bytes[to + 11] = (seven << 5) | (eight >> 8);
    bytes[to + 12] = eight;
  }
  return seen;
}

/** Unpack one gzip member; a damaged or cut one throws. Fed like this, browsers that unpack on the same thread
 * are done before any other task of the page, its `load` event too; a Blob's stream would come by another process.
 * @param {Uint8Array<ArrayBuffer>} packed @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function gunzip(packed) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // A fault is told to the reader as well.
  const ignored = () => {};
  writer.write(packed).catch(ignored);
  writer.close().catch(ignored);
  return collected(readable.getReader());
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function collected(reader) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value);
    size += read.value.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** @param {Uint8Array} bytes JSON in UTF-8 @returns {any} */
export function jsonOf(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
