import { existsSync } from "node:fs";

/** vitest's global setup: the servers serve the production build, which is not made here. */
export function setup(): void {
  if (!existsSync(".next/BUILD_ID")) throw new Error("There is no production build yet: `npm run build` makes one.");
}
