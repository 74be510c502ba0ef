// Plane geometry on degrees: cut lines and rings to a frame, and drop points that don't show.

/** @typedef {[number, number]} LonLat */
/** @typedef {{west: number, south: number, east: number, north: number}} Frame */

/** Douglas and Peucker's line simplification, without recursion.
 * @param {LonLat[]} line @param {number} tolerance in degrees @returns {LonLat[]} */
export function simplify(line, tolerance) {
  if (line.length < 3) return line;
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  /** @type {[number, number][]} */
  const spans = [[0, line.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let [farthest, distance] = [-1, tolerance];
    for (let at = first + 1; at < last; at++) {
      const away = distanceTo(line[at], line[first], line[last]);
      if (away > distance) [farthest, distance] = [at, away];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([first, farthest], [farthest, last]);
  }
  return line.filter((_, at) => keep[at]);
}

/** @param {LonLat} point @param {LonLat} start @param {LonLat} end */
function distanceTo(point, start, end) {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = dx * dx + dy * dy;
  const along = length
    ? Math.max(0, Math.min(1, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    : 0;
  return Math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy);
}

/** @param {LonLat} point @param {Frame} frame */
function inside([longitude, latitude], frame) {
  return (
    longitude >= frame.west &&
    longitude <= frame.east &&
    latitude >= frame.south &&
    latitude <= frame.north
  );
}

/** The parts of a line that lie in the frame; a part runs one point past the edge.
 * @param {LonLat[]} line @param {Frame} frame @returns {LonLat[][]} */
export function clipLine(line, frame) {
  /** @type {LonLat[][]} */
  const parts = [];
  /** @type {LonLat[]} */
  let part = [];
  line.forEach((point, at) => {
    const before = line[at - 1];
    if (inside(point, frame)) {
      if (!part.length && before) part.push(before);
      part.push(point);
    } else if (part.length) {
      parts.push([...part, point]);
      part = [];
    }
  });
  if (part.length > 1) parts.push(part);
  return parts;
}

/** A ring cut to the frame (Sutherland and Hodgman); empty when it lies outside.
 * @param {LonLat[]} ring @param {Frame} frame @returns {LonLat[]} */
export function clipRing(ring, frame) {
  const edges = /** @type {const} */ ([
    [0, frame.west, 1],
    [0, frame.east, -1],
    [1, frame.south, 1],
    [1, frame.north, -1],
  ]);
  let points = ring;
  for (const [axis, limit, side] of edges) {
    const input = points;
    points = [];
    input.forEach((point, at) => {
      const before = input[(at || input.length) - 1];
      const isIn = (point[axis] - limit) * side >= 0;
      const wasIn = (before[axis] - limit) * side >= 0;
      if (isIn !== wasIn) {
        const share = (limit - before[axis]) / (point[axis] - before[axis]);
        points.push([
          before[0] + share * (point[0] - before[0]),
          before[1] + share * (point[1] - before[1]),
        ]);
      }
      if (isIn) points.push(point);
    });
    if (!points.length) return [];
  }
  points.push(points[0]);
  return points;
}
