/** Calls back once when nothing has moved for a while. */
export interface StallTimer {
  /** Something moved. Cheap enough to be called for every chunk. */
  moved(): void;
  stop(): void;
}

/** `waitingForUs`: while it says true the peer is not to blame, and the time starts anew. */
export function startStallTimer(
  timeoutMs: number,
  onStall: () => void,
  waitingForUs: () => boolean = () => false,
): StallTimer {
  const timer = setTimeout(() => {
    if (waitingForUs()) timer.refresh();
    else onStall();
  }, timeoutMs);
  return {
    moved: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}
