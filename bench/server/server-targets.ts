import { median } from "@/bench/summary";
import type { Target } from "@/bench/targets";

/** A list may take so much longer at its worst with the most images than with the fewest. */
const LIST_GROWTH = 1.5;

/** The dashboard's own API may take so much longer than the one that it asks. */
const OVERHEAD_MS = 3;

/** Two servers do so many times the work of one. */
const REPLICA_GAIN = 1.6;

/** Where clients, servers and engines share too few processors for that, so much of what those allow. */
const ALLOWED_SHARE = 0.9;

const PUT_LEAST = 0.9;
const DOWNLOAD_LEAST = 0.8;

export interface SizedSpread {
  what: string;
  images: number;
  p99: number;
}

/** For each list the worst times with the most images against those with the fewest. */
export function listTargets(spreads: readonly SizedSpread[]): Target[] {
  return [...new Set(spreads.map(({ what }) => what))].flatMap((what) => {
    const sorted = spreads.filter((one) => one.what === what).toSorted((one, other) => one.images - other.images);
    const [fewest, most] = [sorted.at(0), sorted.at(-1)];
    if (fewest === undefined || most === undefined || fewest === most) return [];
    const counts = [most, fewest].map(({ images }) => images.toLocaleString("en-US")).join(" / at ");
    return [atMost(`p99 of ${what}, at ${counts}`, most.p99 / fewest.p99, LIST_GROWTH)];
  });
}

/** @param milliseconds that asking through the dashboard takes longer, at the median, by operation */
export function overheadTargets(milliseconds: Readonly<Record<string, number>>): Target[] {
  return Object.entries(milliseconds).map(([name, value]) =>
    atMost(`ms that the dashboard adds at the median, ${name}`, value, OVERHEAD_MS),
  );
}

export interface ReplicaRates {
  name: string;
  /** Requests a second. */
  one: number;
  two: number;
  /** With all processors busy, so many times what was done while one server was. */
  allowed: number;
}

/** Two servers against one, on a machine that may have no processors left for the second. */
export function replicaTargets(rates: readonly ReplicaRates[]): Target[] {
  return rates.map(({ name, one, two, allowed }) => {
    const least = Math.min(REPLICA_GAIN, ALLOWED_SHARE * allowed);
    const isAllowed = least === REPLICA_GAIN;
    const bound = isAllowed
      ? `≥ ${REPLICA_GAIN}`
      : `≥ ${ALLOWED_SHARE} of the ${allowed.toFixed(2)} that processors allow`;
    return { what: `2 servers / 1, ${name}`, value: two / one, bound, met: two / one >= least };
  });
}

/** Seconds of each round for the same bytes, in the same order. */
export interface Race {
  what: string;
  ours: readonly number[];
  other: readonly number[];
}

export function putTargets(races: readonly Race[]): Target[] {
  return races.flatMap((race) => raceTarget(race, PUT_LEAST));
}

export function downloadTargets(races: readonly Race[]): Target[] {
  return races.flatMap((race) => raceTarget(race, DOWNLOAD_LEAST));
}

/** By the median over rounds of the ratio within a round: what slows a round down slows both. */
function raceTarget({ what, ours, other }: Race, least: number): Target[] {
  const ratios = ours.flatMap((seconds, round) => {
    const beside = other[round];
    return beside === undefined ? [] : [beside / seconds];
  });
  return ratios.length === 0 ? [] : [atLeast(what, median(ratios), least)];
}

function atMost(what: string, value: number, most: number): Target {
  return { what, value, bound: `≤ ${most}`, met: value <= most };
}

function atLeast(what: string, value: number, least: number): Target {
  return { what, value, bound: `≥ ${least}`, met: value >= least };
}
