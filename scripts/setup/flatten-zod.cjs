// A loader for `next build`: the browser gets `zod/mini` as one module.
//
// Turbopack drops what nobody imports, but only looks at whole modules' imports: the small build's module names all of the core's, so all
// of the core stays, a quarter of it for nothing. Within one module the minifier sees what is used.
const { buildSync } = require("esbuild");

/** What the browser's code takes from `zod/mini`; the build fails where it takes something else. Namespaces are objects that can be dropped. */
const ENTRY = `
import { date, datetime, duration, time } from "../v4/mini/iso.js";
export const iso = { date, datetime, duration, time };
export { NEVER } from "../v4/core/core.js";
export * from "../v4/mini/checks.js";
export * from "../v4/mini/parse.js";
export * from "../v4/mini/schemas.js";
`;

/** How esbuild makes a namespace: by two statements, of which no minifier knows that they can go when nobody asks for it. */
const NAMESPACE = /^var (\w+) = \{\};\n__export\(\1, /gm;

const PURE_NAMESPACE = "var $1 = /* @__PURE__ */ __namespace(";

const NAMESPACE_HELPER = `
function __namespace(all) {
  var target = {};
  __export(target, all);
  return target;
}
`;

/** @this {{ context: string }} the folder of the module that is loaded */
module.exports = function flattenZod() {
  const { outputFiles } = buildSync({
    stdin: { contents: ENTRY, resolveDir: this.context },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  return outputFiles[0].text.replaceAll(NAMESPACE, PURE_NAMESPACE) + NAMESPACE_HELPER;
};
