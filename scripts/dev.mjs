// `npm run dev`: pages reload as they are edited, and the server starts again when its own sources change.
import { spawn } from "node:child_process";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { root } from "./setup/say.mjs";

ensureInstalled();
const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "server.ts"], {
  cwd: root,
  env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
  stdio: "inherit",
});
// Ctrl-C reaches the child by itself; this process only waits for it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => process.exit(code ?? 0));
