/** The speed is that of the last so many milliseconds: long enough to be calm, short enough to notice a change. */
const WINDOW_MILLISECONDS = 12_000;

/** The time left is by the last so many milliseconds: at 1–2 MB/s a part arrives every few seconds, and it should not swing with each. */
const STEADY_MILLISECONDS = 60_000;

/** Nothing is said before so many milliseconds were watched: the first numbers are those of buffers filling up. */
const MEANINGFUL_MILLISECONDS = 2_000;

/** Samples closer together than this, in milliseconds, are one. */
const RESOLUTION_MILLISECONDS = 250;

/** Bytes that had moved in all at a moment (epoch ms). */
export interface SpeedSample {
  at: number;
  bytes: number;
}

/** The samples with a new one, without those that both windows have left behind. */
export function addSample(samples: readonly SpeedSample[], sample: SpeedSample): readonly SpeedSample[] {
  const last = samples.at(-1);
  // A clock that was set back makes what was measured before it meaningless.
  if (last !== undefined && sample.at < last.at) return [sample];
  const crowded = samples.length > 1 && last !== undefined && sample.at - last.at < RESOLUTION_MILLISECONDS;
  const kept = crowded ? samples.slice(0, -1) : samples;
  // The newest sample at or before the window's beginning stays: the window is measured from there.
  const first = kept.findLastIndex(({ at }) => at <= sample.at - STEADY_MILLISECONDS);
  const next = crowded ? { at: last.at, bytes: sample.bytes } : sample;
  return [...kept.slice(Math.max(0, first)), next];
}

/** Bytes per second over the last seconds before `now`; null while that would mean nothing. Never negative. */
export function bytesPerSecond(samples: readonly SpeedSample[], now: number): number | null {
  return speedOver(WINDOW_MILLISECONDS, samples, now);
}

/** The same over the last minute, for what should be calm. */
export function steadyBytesPerSecond(samples: readonly SpeedSample[], now: number): number | null {
  return speedOver(STEADY_MILLISECONDS, samples, now);
}

function speedOver(windowMilliseconds: number, samples: readonly SpeedSample[], now: number): number | null {
  const last = samples.at(-1);
  const inWindow = samples.findLastIndex(({ at }) => at <= now - windowMilliseconds);
  const first = samples[Math.max(0, inWindow)];
  if (first === undefined || last === undefined) return null;
  // Before the first byte there is no speed yet; a stall later on is one of nought.
  if (last.bytes === samples[0]?.bytes) return null;
  const milliseconds = now - first.at;
  if (milliseconds < MEANINGFUL_MILLISECONDS) return null;
  return Math.max(0, ((last.bytes - first.bytes) / milliseconds) * 1_000);
}

/** Whole seconds that `bytesLeft` take at this speed; null when nobody can tell. */
export function secondsLeft(bytesLeft: number, speed: number | null): number | null {
  if (speed === null || speed <= 0) return null;
  return Math.ceil(Math.max(0, bytesLeft) / speed);
}
