/** Tells the time in epoch milliseconds. */
export type Clock = () => number;

/**
 * The machine's clock, but never behind what it showed when the process began and the time that has passed since: whoever sets it back,
 * or a time server that does, makes nothing last longer. It goes on while the machine sleeps, and one that was far ahead by mistake is
 * right again once it is set right. Remembers nothing: pages and routes have modules of their
 * own, whose clocks would part after a jump.
 */
export const steadyNow: Clock = () => Math.max(Date.now(), performance.timeOrigin + performance.now());
