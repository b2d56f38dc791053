// Bundle entry.js into one script that sets window.Plotly: node build.mjs OUTPUT
import { build } from "esbuild";

await build({
  entryPoints: ["entry.js"],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2019",
  charset: "utf8",
  legalComments: "eof",
  define: { global: "window", "define.amd": "false" },
  // The one style sheet in the sources is that of tile maps, which are not drawn.
  loader: { ".css": "empty" },
  logLevel: "warning",
});
