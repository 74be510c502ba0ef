// leaflet-measure from its sources, so that it works under a Content-Security-Policy: its published bundle
// compiles its templates in the page from strings and hides its parts by style attributes; both are refused.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import template from "lodash/template.js";

/** The delimiters that the package itself uses (src/leaflet-measure.js). */
const INTERPOLATE = /{{([\s\S]+?)}}/g;
/** How the package marks words to translate. */
const WORD = /\$\{\s*__\('([^']+)'\)\s*\}/g;

/** The policy refuses style attributes, but not the style that a script sets. */
const STYLE_ATTRIBUTES = Object.freeze([
  ["el.setAttribute('style', 'display:none;')", "el.style.display = 'none'"],
  ["el.removeAttribute('style')", "el.style.display = ''"],
]);

/** @type {import("esbuild").Plugin} */
export const measureTemplates = {
  name: "leaflet-measure templates",
  setup(build) {
    const own = (/** @type {string} */ contents, /** @type {string} */ resolveDir) => ({ contents, resolveDir, loader: /** @type {const} */ ("js") });
    build.onResolve({ filter: /^lodash\/template$/ }, () => ({ path: "compiled", namespace: "compiled" }));
    build.onLoad({ filter: /.*/, namespace: "compiled" }, () => own("export default (compiled) => compiled;", ""));
    build.onLoad({ filter: /\.scss$/ }, () => own("", ""));
    build.onLoad({ filter: /leaflet-measure[\\/]src[\\/][a-z-]+\.js$/ }, async ({ path }) => {
      let text = await readFile(path, "utf8");
      for (const [refused, allowed] of path.endsWith("dom.js") ? STYLE_ATTRIBUTES : []) {
        if (!text.includes(refused)) throw new Error(`${path}: no longer says ${refused}`);
        text = text.replace(refused, allowed);
      }
      return own(`import words from "../languages/en.json";\nconst __ = (word) => words[word];\n${text}`, dirname(path));
    });
    build.onLoad({ filter: /leaflet-measure[\\/]src[\\/]templates[\\/].*\.html$/ }, async ({ path }) => {
      const folder = dirname(path);
      const words = JSON.parse(await readFile(join(folder, "..", "..", "languages", "en.json"), "utf8"));
      const text = (await readFile(path, "utf8")).replace(WORD, (_, word) => {
        if (!(word in words)) throw new Error(`${path}: no English word for ${word}`);
        return words[word];
      });
      // With a name for its argument the compiled template needs no `with`, which modules don't allow.
      const { source } = template(text, { interpolate: INTERPOLATE, variable: "given" });
      return own(`import { numberFormat } from "../utils";\nexport default ({ model }) => (${source})({});\n`, folder);
    });
  },
};
