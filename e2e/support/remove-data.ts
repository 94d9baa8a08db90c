import { rmSync } from "node:fs";
import { serverSettings } from "./server-settings";

/** Playwright's global teardown: removes the data folder of the run's server. */
export default function removeData(): void {
  rmSync(serverSettings().dataDirectory, { recursive: true, force: true });
}
