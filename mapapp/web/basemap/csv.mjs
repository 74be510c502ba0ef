// Reads our own label tables: comma separated, one header row, no quotes inside values.

/** @param {string} text @returns {Record<string, string>[]} */
export function parseCsv(text) {
  const [header, ...rows] = text.trim().split("\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column]])));
}
