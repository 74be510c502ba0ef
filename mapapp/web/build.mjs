// Bundles the page's script and styles into dist/. Run by the hatchling hook and by `npm run build`.
import { build } from "esbuild";

await build({
  entryPoints: { "incident-map": "src/main.js" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome115", "firefox115", "safari16.4"],
  legalComments: "inline",
  loader: { ".png": "dataurl", ".svg": "dataurl" },
});
