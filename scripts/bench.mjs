// `npm run bench`: measures the production build; what counts is the ratios within one run. docs/benchmarks.md tells the settings.
import { ensureBenchTools } from "./setup/bench-tools.mjs";
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { findBrowser } from "./setup/find-browser.mjs";
import { fail, run } from "./setup/say.mjs";

const PARTS = {
  pages: "bench/list.ts",
  uploads: "bench/upload.ts",
  "server-load": "bench/server-load/run.ts",
  crash: "bench/crash/crash.ts",
  "server-rows": "bench/server/rows/run.ts",
  "server-proxy": "bench/server/proxy.ts",
  "server-replicas": "bench/server/replicas/run.ts",
  "server-bytes": "bench/server/bytes/run.ts",
};

/** Names for several parts. */
const GROUPS = { server: Object.keys(PARTS).filter((part) => /^server-(?!load)/.test(part)) };

const named = (process.env.BENCH_PARTS ?? Object.keys(PARTS).join(",")).split(",");
const asked = named.flatMap((name) => (name === "server" ? GROUPS.server : [name]));
const unknown = asked.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  const known = [...Object.keys(PARTS), ...Object.keys(GROUPS)].join(", ");
  fail(`BENCH_PARTS: there is no part ${unknown.join(", ")}, only ${known}.`);
}

ensureInstalled();
ensureBuilt();
if (asked.some((part) => GROUPS.server.includes(part))) ensureBenchTools();
const browser = await findBrowser();
for (const [part, script] of Object.entries(PARTS)) {
  if (!asked.includes(part)) continue;
  if (!run(process.execPath, ["--import", "tsx", script], { BROWSER_PATH: browser })) process.exit(1);
}
