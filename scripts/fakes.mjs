// `npm run fakes`: the clouds that tests use, to be tried by hand.
import { ensureInstalled } from "./setup/ensure-installed.mjs";

ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
await import(new URL("../e2e/support/fakes/by-hand.ts", import.meta.url).href);
