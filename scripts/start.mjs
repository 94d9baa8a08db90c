// `npm start`: installs and builds what is missing or out of date, then serves the production build in this process.
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";

ensureInstalled();
ensureBuilt();
Object.assign(process.env, {
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  // Its version is pinned to one that runs on this Node.js: nothing that whoever starts a server could do.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});
const { register } = await import("tsx/esm/api");
register();
await import(new URL("../server.ts", import.meta.url).href);
