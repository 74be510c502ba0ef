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
