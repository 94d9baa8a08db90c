import { median } from "@/bench/summary";
import type { FrameTimes } from "@/bench/pages/list-seen";
import type { Measured, OfList } from "./measured";
import { percentile, rounded } from "./numbers";

/** Two frames of a display that shows sixty a second, in milliseconds. */
const TWO_FRAMES = 1000 / 30;

type Row = Record<string, number | string>;

/** The long list beside the short one: the machine is in both. */
export function listTable({ many, few }: Measured, names: { many: string; few: string }): Record<string, Row> {
  const ofMany = figuresOf(many);
  const ofFew = figuresOf(few);
  return Object.fromEntries(
    Object.entries(ofMany).map(([what, value]) => {
      const beside = ofFew[what] ?? Number.NaN;
      return [what, { [names.many]: rounded(value), [names.few]: rounded(beside), ratio: rounded(value / beside, 2) }];
    }),
  );
}

function figuresOf({ loads, keys, scroll, memory }: OfList): Record<string, number> {
  return {
    ...(loads === undefined
      ? {}
      : {
          "first rows, ms (median)": median(loads.map(({ firstRows }) => firstRows)),
          "all rows searchable, ms (median)": median(loads.map(({ allRows }) => allRows)),
          "tasks over 50 ms after load (median)": median(loads.map(({ tasksAfter }) => tasksAfter.length)),
        }),
    ...(keys === undefined
      ? {}
      : {
          "key press to rows, ms p50": percentile(keys.milliseconds, 0.5),
          "key press to rows, ms p95": percentile(keys.milliseconds, 0.95),
          "key press, processor ms p50": percentile(keys.processor, 0.5),
          "key press, processor ms p95": percentile(keys.processor, 0.95),
          "key presses measured": keys.milliseconds.length,
        }),
    ...(scroll === undefined
      ? {}
      : {
          ...frameFigures("idle", scroll.idle),
          ...frameFigures("by hand", scroll.byHand),
          ...frameFigures("whole list", scroll.through),
        }),
    ...(memory === undefined ? {} : { "heap, MiB": memory.heapMib, "browser, MiB more": memory.extraMib }),
  };
}

function frameFigures(way: string, { milliseconds, blankShare }: FrameTimes): Record<string, number> {
  return {
    [`frame, ms p50, ${way}`]: percentile(milliseconds, 0.5),
    [`frame, ms p95, ${way}`]: percentile(milliseconds, 0.95),
    [`frame, ms worst, ${way}`]: Math.max(...milliseconds),
    [`frames over two, %, ${way}`]:
      (milliseconds.filter((time) => time > TWO_FRAMES).length / milliseconds.length) * 100,
    ...(way === "idle" ? {} : { [`frames without rows, %, ${way}`]: blankShare * 100 }),
  };
}

export function scriptTable({ javascript }: Measured): Record<string, Row> {
  if (javascript === undefined) return {};
  const { all, framework, ours, afterRows, onOpening } = javascript;
  const rows = { all, framework, ours, "of all, after the rows": afterRows };
  const opened = Object.entries(onOpening).map(([what, bytes]) => [`+ ${what}`, bytes] as const);
  return Object.fromEntries(
    [...Object.entries(rows), ...opened].map(([what, { files, transferred, gzip }]) => [
      what,
      { files, "kB transferred": rounded(transferred / 1000), "kB gzip -9": rounded(gzip / 1000) },
    ]),
  );
}
