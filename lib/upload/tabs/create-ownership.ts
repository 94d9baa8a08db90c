import type { Ownership } from "./ownership";
import { presenceOwnership } from "./presence-ownership";
import type { TabChannel } from "./tab-channel";
import { webLocksOwnership } from "./web-locks-ownership";

/** Ownership by locks where the browser has them, which it has in secure contexts only, and else by asking the other tabs. */
export function createOwnership(channel: TabChannel): Ownership {
  return "locks" in navigator ? webLocksOwnership(navigator.locks) : presenceOwnership(channel);
}
