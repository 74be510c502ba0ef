// From the characters in a script element to bytes, and from gzip to what was packed.
import { gunzipSync } from "fflate";

/** Up to this many packed bytes are unpacked at once, in some 60 ms: the map is then drawn before the page's
 * `load` event. More is unpacked by the browser's own stream, beside the page. */
export const AT_ONCE = 3e6;

/** @param {string} text base64 @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  const native = /** @type {any} */ (Uint8Array).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/** Signs of the armour, and the bits that two of them carry: see mapapp/mapping/armour.py. */
const SIGNS = 91;
const PAIR_BITS = 13;
const LEFT_OUT = "&<\\";

/** Bytes that were armoured as pairs of printable signs. @param {string} text
 * @param {number} size how many bytes there are @returns {Uint8Array<ArrayBuffer>} */
export function disarmed(text, size) {
  const signs = new TextEncoder().encode(text);
  if (signs.length !== 2 * Math.ceil((8 * size) / PAIR_BITS)) {
    throw new Error(`${signs.length} characters are not those of ${size} bytes`);
  }
  // A sign that is none makes its pair larger than any.
  const worth = new Uint16Array(256).fill(SIGNS * SIGNS);
  for (let sign = 0x21, value = 0; sign < 0x7f; sign++) {
    if (!LEFT_OUT.includes(String.fromCharCode(sign))) worth[sign] = value++;
  }
  const bytes = new Uint8Array(size);
  let [kept, bits, place, largest] = [0, 0, 0, 0];
  for (let at = 0; at < signs.length; at += 2) {
    const pair = worth[signs[at]] * SIGNS + worth[signs[at + 1]];
    if (pair > largest) largest = pair;
    kept = ((kept << PAIR_BITS) | pair) & 0xfffff;
    bits += PAIR_BITS;
    while (bits >= 8) {
      bits -= 8;
      bytes[place++] = kept >> bits;
    }
  }
  if (largest >= 1 << PAIR_BITS) throw new Error("a character is none of the coding's");
  return bytes;
}

/** Unpack one gzip member; a damaged or cut one throws.
 * @param {Uint8Array<ArrayBuffer>} packed @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function gunzip(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The same at once. @param {Uint8Array<ArrayBuffer>} packed @returns {Uint8Array<ArrayBuffer>} */
export function gunzipNow(packed) {
  const bytes = gunzipSync(packed);
  const stated = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 8);
  if (stated.getUint32(0, true) !== crc32(bytes) || stated.getUint32(4, true) !== bytes.length >>> 0) {
    throw new Error("the packed bytes are damaged");
  }
  return /** @type {Uint8Array<ArrayBuffer>} */ (bytes);
}

/** The check sum in a gzip member's end (RFC 1952). @param {Uint8Array} bytes @returns {number} */
export function crc32(bytes) {
  const table = new Uint32Array(256);
  for (let start = 0; start < 256; start++) {
    let sum = start;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    table[start] = sum;
  }
  let sum = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) sum = (sum >>> 8) ^ table[(sum ^ bytes[at]) & 255];
  return ~sum >>> 0;
}

/** @param {Uint8Array} bytes JSON in UTF-8 @returns {any} */
export function jsonOf(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
