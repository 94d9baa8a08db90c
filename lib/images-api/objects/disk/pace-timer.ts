/** The least that a peer gives: so many bytes in so many milliseconds. */
export interface LeastPace {
  bytes: number;
  windowMs: number;
}

/** Calls back once when a peer was slower than its least pace for a whole window. */
export interface PaceTimer {
  /** Cheap enough to be called for every chunk. */
  moved(bytes: number): void;
  stop(): void;
}

/** `waitingForUs`: while it says true the peer is not to blame, and a window begins anew. */
export function startPaceTimer(pace: LeastPace, onSlow: () => void, waitingForUs: () => boolean): PaceTimer {
  let arrived = 0;
  const timer = setInterval(() => {
    const isEnough = arrived >= pace.bytes || waitingForUs();
    arrived = 0;
    if (isEnough) return;
    clearInterval(timer);
    onSlow();
  }, pace.windowMs);
  return {
    moved: (bytes) => void (arrived += bytes),
    stop: () => clearInterval(timer),
  };
}
