// Bundles the page's script and styles, Leaflet, and the vector base map into dist/.
// Run by the hatchling hook when the package is installed, and by `npm run build`.
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { baseMap } from "./basemap/make.mjs";
import { measureTemplates } from "./measure-control.mjs";

const TARGET = ["chrome115", "firefox115", "safari16.4"];

/** Bundle one entry; images become data URLs so that nothing is fetched when the page opens.
 * @param {Record<string, string>} entryPoints
 * @param {import("esbuild").BuildOptions} [more] */
function bundle(entryPoints, more = {}) {
  return build({
    entryPoints,
    outdir: "dist",
    bundle: true,
    minify: true,
    target: TARGET,
    legalComments: "inline",
    charset: "utf8",
    loader: { ".png": "dataurl", ".svg": "dataurl", ".gif": "dataurl", ".csv": "text" },
    ...more,
  });
}

/** Leaflet with the pictures of its default marker inside: it would look for them beside the page. */
async function leafletWithIcons() {
  const folder = "node_modules/leaflet/dist";
  const picture = async (/** @type {string} */ name) =>
    `data:image/png;base64,${await readFile(`${folder}/images/${name}.png`, "base64")}`;
  const icons = {
    iconUrl: await picture("marker-icon"), iconRetinaUrl: await picture("marker-icon-2x"), shadowUrl: await picture("marker-shadow"),
  };
  const script = (await readFile(`${folder}/leaflet.js`, "utf8")).replace(/^\/\/# sourceMappingURL=.*$/gm, "");
  return `${script}\nL.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions(${JSON.stringify(icons)});\n`;
}

await mkdir("dist", { recursive: true });
await bundle({ "incident-map": "src/main.js" }, { format: "iife" });
await bundle({ pmtiles: "src/tiles.js" }, { format: "iife" });
await bundle({ "incident-map": "src/styles/index.css" });
await bundle({ leaflet: "node_modules/leaflet/dist/leaflet.css" });
await writeFile("dist/leaflet.js", await leafletWithIcons());

// Folium's plugins, under the names that Folium links them by (mapapp/mapping/inlining.py).
const PLUGINS = {
  "Control.FullScreen": "leaflet.fullscreen/Control.FullScreen",
  "Control.MiniMap": "leaflet-minimap/dist/Control.MiniMap.min",
  "leaflet.draw": "leaflet-draw/dist/leaflet.draw",
  "leaflet.markercluster": "leaflet.markercluster/dist/leaflet.markercluster",
  "leaflet-heat": "leaflet.heat/dist/leaflet-heat",
};
const STYLES = {
  "Control.FullScreen": "leaflet.fullscreen/Control.FullScreen.css",
  "leaflet-measure": "leaflet-measure/dist/leaflet-measure.css",
  "Control.MiniMap": "leaflet-minimap/dist/Control.MiniMap.min.css",
  "leaflet.draw": "leaflet-draw/dist/leaflet.draw.css",
  "MarkerCluster": "leaflet.markercluster/dist/MarkerCluster.css",
  "MarkerCluster.Default": "leaflet.markercluster/dist/MarkerCluster.Default.css",
};
await mkdir("dist/plugins", { recursive: true });
for (const [name, path] of Object.entries(PLUGINS)) {
  const script = await readFile(`node_modules/${path}.js`, "utf8");
  await writeFile(`dist/plugins/${name}.js`, script.replace(/^\/\/# sourceMappingURL=.*$/gm, ""));
}
await bundle(
  { "leaflet-measure": "node_modules/leaflet-measure/src/leaflet-measure.js" },
  { outdir: "dist/plugins", format: "iife", plugins: [measureTemplates] },
);
for (const [name, path] of Object.entries(STYLES)) {
  await bundle({ [name]: `node_modules/${path}` }, { outdir: "dist/plugins" });
}

const packed = gzipSync(JSON.stringify(await baseMap()), { level: 9 });
packed[9] = 255; // the gzip header's "operating system" byte: the same wherever it is built
await writeFile("dist/basemap.gz", packed);
const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
await writeFile(
  "dist/versions.json",
  JSON.stringify({ leaflet: lock.packages["node_modules/leaflet"].version }),
);
