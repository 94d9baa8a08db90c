// `npm start`: installs and builds what is missing or out of date, then serves the production build in this process.
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";

ensureInstalled();
ensureBuilt();
Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
const { register } = await import("tsx/esm/api");
register();
await import(new URL("../server.ts", import.meta.url).href);
