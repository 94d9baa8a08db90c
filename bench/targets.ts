import { extraMemoryMib, median, titleOf, type Heat } from "./summary";
import type { ContenderName } from "./settings";

export interface Target {
  what: string;
  value: number;
  bound: string;
  met: boolean;
}

/** Memory may be so much higher with a file four times as large. */
const MEMORY_GROWTH = 1.15;
const MOST_EXTRA_MIB = 300;

export interface ResumeMeasurement {
  sizeMib: number;
  /** Of each round. */
  milliseconds: number[];
}

/** What was measured in the pages apart from the contenders; null where it was not. */
export interface PageMeasurements {
  idleLongTasks: number | null;
  resume: ResumeMeasurement | null;
}

/** A resume sends within so many milliseconds. */
const RESUME_MILLISECONDS = 2_000;

/** What the measurements say about each thing that was aimed at; only what was measured is in the list. */
export function targetsOf(heats: readonly Heat[], { idleLongTasks, resume }: PageMeasurements): Target[] {
  return [
    ...heats.flatMap(speedTargets),
    ...memoryTargets(heats),
    ...heats.flatMap((heat) => longTaskTargets(heat, idleLongTasks ?? 0)),
    ...(resume === null ? [] : [resumeTarget(resume)]),
  ];
}

function resumeTarget({ sizeMib, milliseconds }: ResumeMeasurement): Target {
  const value = median(milliseconds);
  const what = `ms from Resume to the first byte, ${sizeMib} MiB left at half`;
  return { what, value, bound: `≤ ${RESUME_MILLISECONDS}`, met: value <= RESUME_MILLISECONDS };
}

function speedTargets(heat: Heat): Target[] {
  switch (heat.line) {
    case "loopback":
      return ratio(heat, "hash-after", 1.4);
    case "gigabit":
      return [...ratio(heat, "floor", 0.97), ...ratio(heat, "uppy", 1)];
    case "far":
      return ratio(heat, "uppy", 3);
    default:
      return heat.line satisfies never;
  }
}

/** Ours against another, by the median over rounds of the ratio within a round: what slows a round down slows both. */
function ratio(heat: Heat, other: ContenderName, least: number): Target[] {
  const ours = heat.measurements.ours ?? [];
  const others = heat.measurements[other] ?? [];
  const ratios = ours.flatMap(({ seconds }, round) => {
    const beside = others[round];
    return beside === undefined ? [] : [beside.seconds / seconds];
  });
  if (ratios.length === 0) return [];
  const value = median(ratios);
  return [{ what: `${titleOf(heat)}: ours / ${other}`, value, bound: `≥ ${least}`, met: value >= least }];
}

function memoryTargets(heats: readonly Heat[]): Target[] {
  const measured = heats
    .filter((heat) => heat.line === "loopback" && heat.measurements.ours !== undefined)
    .toSorted((a, b) => a.sizeMib - b.sizeMib);
  const small = measured.at(0);
  const large = measured.at(-1);
  if (small === undefined || large === undefined) return [];
  const most = extraMemoryMib(large, "ours");
  const targets = [
    { what: `MiB more at ${large.sizeMib} MiB`, value: most, bound: `< ${MOST_EXTRA_MIB}`, met: most < MOST_EXTRA_MIB },
  ];
  if (small === large) return targets;
  const growth = most / extraMemoryMib(small, "ours");
  const what = `memory at ${large.sizeMib} MiB / at ${small.sizeMib} MiB`;
  return [...targets, { what, value: growth, bound: `≤ ${MEMORY_GROWTH}`, met: growth <= MEMORY_GROWTH }];
}

function longTaskTargets(heat: Heat, idle: number): Target[] {
  const rounds = (heat.measurements.ours ?? []).map(({ longTasks = [] }) => longTasks.length);
  if (rounds.length === 0) return [];
  const value = median(rounds);
  return [
    {
      what: `${titleOf(heat)}: tasks over 50 ms while uploading`,
      value,
      bound: `≤ ${idle}, as an idle page`,
      met: value <= idle,
    },
  ];
}
