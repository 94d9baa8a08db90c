import type { ListSeen, SlowFrame } from "./list-seen";

/** The shortest that Event Timing tells of, in milliseconds. */
const SHORTEST_EVENT = 16;

/** Puts what the browser itself measures into `seen`: events, long tasks, slow frames with their scripts. */
export function watchPerformance(seen: ListSeen): void {
  observe("event", (entry) => {
    const { name, startTime: start, duration: milliseconds } = entry;
    const interaction = "interactionId" in entry ? Number(entry.interactionId) : 0;
    seen.events.push({ name, start, milliseconds, interaction });
  });
  observe("longtask", ({ startTime: start, duration: milliseconds }) => seen.tasks.push({ start, milliseconds }));
  observe("long-animation-frame", (entry) => {
    seen.slowFrames.push({ start: entry.startTime, milliseconds: entry.duration, scripts: scriptsOf(entry) });
  });
}

function observe(type: string, note: (entry: PerformanceEntry) => void): void {
  const options = { type, buffered: true, durationThreshold: SHORTEST_EVENT };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) note(entry);
  }).observe(options);
}

/** https://w3c.github.io/long-animation-frames/#sec-PerformanceLongAnimationFrameTiming */
interface LongFrame extends PerformanceEntry {
  scripts: ScriptTiming[];
}

interface ScriptTiming {
  invoker: string;
  sourceURL: string;
  sourceFunctionName: string;
  sourceCharPosition: number;
  duration: number;
  forcedStyleAndLayoutDuration: number;
}

function isLongFrame(entry: PerformanceEntry): entry is LongFrame {
  return "scripts" in entry;
}

function scriptsOf(entry: PerformanceEntry): SlowFrame["scripts"] {
  if (!isLongFrame(entry)) return [];
  return entry.scripts.map((script) => {
    const place = `${script.sourceURL.split("/").at(-1) ?? ""}:${script.sourceCharPosition}`;
    return {
      what: `${script.invoker} ${script.sourceFunctionName} ${place}`,
      milliseconds: Math.round(script.duration),
      layoutMilliseconds: Math.round(script.forcedStyleAndLayoutDuration),
    };
  });
}
