import "server-only";

/**
 * The time in epoch ms by which sign-ins end. It never goes back while the process runs: whoever sets the machine's clock back, or a
 * time server that does, must not make a sign-in last longer. It goes on while the machine sleeps, which a steady clock alone does not.
 */
export function sessionNow(): number {
  return Math.max(Date.now(), performance.timeOrigin + performance.now());
}
