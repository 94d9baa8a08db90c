import type { Capabilities } from "./session";

/** For tests: what an admin of the embedded images API can do, which is everything but reading a log. */
export const EVERYTHING: Capabilities = {
  upload: { allowed: true },
  download: { allowed: true },
  delete: { allowed: true },
  restore: { allowed: true },
  log: { allowed: false, reason: "There is no log." },
  audit: { allowed: true },
};
