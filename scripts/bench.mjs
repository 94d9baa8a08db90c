// `npm run bench`: measures the production build; what counts is the ratios within one run. docs/benchmarks.md tells the settings.
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { findBrowser } from "./setup/find-browser.mjs";
import { run } from "./setup/say.mjs";

ensureInstalled();
ensureBuilt();
const browser = await findBrowser();
process.exit(run(process.execPath, ["--import", "tsx", "bench/upload.ts"], { BROWSER_PATH: browser }) ? 0 : 1);
