import type { Measurement } from "./contenders/contender";
import { LINE_SHAPES } from "./line-shape";
import { CONTENDER_NAMES, type ContenderName, type LineName } from "./settings";

/** Every round of the contenders that uploaded the same file over the same line. */
export interface Heat {
  line: LineName;
  sizeMib: number;
  measurements: Partial<Record<ContenderName, Measurement[]>>;
}

const MEBIBYTE_IN_MEGABYTES = 1.048576;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** Median MB/s (megabytes, not MiB) of a contender; NaN when it did not run. */
export function speedOf(heat: Heat, name: ContenderName): number {
  const seconds = (heat.measurements[name] ?? []).map((one) => one.seconds);
  return (heat.sizeMib * MEBIBYTE_IN_MEGABYTES) / median(seconds);
}

/** MiB that the browser grew by while uploading: at its highest, against the moment before. */
export function extraMemoryMib(heat: Heat, name: ContenderName): number {
  const extra = (heat.measurements[name] ?? []).flatMap(({ memory }) =>
    memory === undefined ? [] : [memory.peakMib - memory.beforeMib],
  );
  return median(extra);
}

/** One row a contender, for `console.table` and the results file. */
export function rowsOf(heat: Heat): Record<string, Record<string, number | string>> {
  const base = speedOf(heat, "ours");
  return Object.fromEntries(
    CONTENDER_NAMES.filter((name) => heat.measurements[name] !== undefined).map((name) => {
      const rounds = heat.measurements[name] ?? [];
      const speed = speedOf(heat, name);
      return [
        name,
        {
          "MB/s": rounded(speed, 1),
          "ours is": `${rounded(base / speed, 2)} ×`,
          "seconds of each round": rounds.map(({ seconds }) => rounded(seconds, 2)).join(" "),
          "browser + MiB": rounded(extraMemoryMib(heat, name), 0),
        },
      ];
    }),
  );
}

export function titleOf({ line, sizeMib }: Heat): string {
  const shape = LINE_SHAPES[line];
  if (shape === null) return `${sizeMib} MiB, loopback as it is`;
  const { bytesPerSecond, bytesPerSecondPerConnection, roundTripMilliseconds } = shape;
  const limits = [
    bytesPerSecond === null ? null : `${bytesPerSecond / 1e6} MB/s in all`,
    bytesPerSecondPerConnection === null ? null : `${bytesPerSecondPerConnection / 1e6} MB/s a connection`,
    `${roundTripMilliseconds} ms round trip`,
  ];
  return `${sizeMib} MiB, ${line}: ${limits.filter((limit) => limit !== null).join(", ")}`;
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
