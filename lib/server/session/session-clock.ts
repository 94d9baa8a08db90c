import "server-only";

/**
 * The time in epoch ms by which sign-ins end. It is never behind what has passed since the process began: whoever sets the machine's clock
 * back, or a time server that does, must not make a sign-in last longer. It goes on while the machine sleeps, which a steady clock alone
 * does not. It remembers nothing: pages and routes have modules of their own, whose clocks would part after a jump (`steadyClock`).
 */
export function sessionNow(): number {
  return Math.max(Date.now(), performance.timeOrigin + performance.now());
}
