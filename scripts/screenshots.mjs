// `npm run screenshots`: takes the pictures in docs/images anew, from the production build.
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { findBrowser } from "./setup/find-browser.mjs";
import { run } from "./setup/say.mjs";

ensureInstalled();
ensureBuilt();
const browser = await findBrowser();
process.exit(run(process.execPath, ["--import", "tsx", "bench/pictures.ts"], { BROWSER_PATH: browser }) ? 0 : 1);
