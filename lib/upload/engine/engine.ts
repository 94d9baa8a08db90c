import { imageOf, reduce } from "@/lib/upload/machine/machine";
import { nextActions } from "@/lib/upload/machine/next-actions";
import { partLength } from "@/lib/upload/machine/parts";
import { nextBeginning, type Beginning } from "@/lib/upload/machine/scheduler";
import type { UploadEvent } from "@/lib/upload/machine/upload-event";
import type { Phase, UploadState } from "@/lib/upload/machine/upload-state";
import { sentBytesOf } from "@/lib/upload/view";
import { Operations, type Outside } from "./operations";
import { addSample, type SpeedSample } from "./speed";
import { SpeedLimit } from "./speed-limit";

/** A rest for the speed limit is measured anew so often, in ms: timers stand still in a sleep, and take no months. */
const LONGEST_REST_MILLISECONDS = 60_000;

/** Told of every change of an upload. `after` is null when the engine forgot it. */
export type EngineListener = (before: UploadState, after: UploadState | null) => void;

/** Runs uploads: events go in, requests go out, states can be read. Knows neither Uppy nor React nor workers. */
export interface Engine {
  /** Begins an upload, or goes on with one from the state that it had. */
  add(beginning: UploadState, file: File): void;
  dispatch(id: string, event: UploadEvent): void;
  /** The same event to every upload, as when the network comes or goes. */
  broadcast(event: UploadEvent): void;
  /** Stops whatever the upload does and forgets it. Asks the server for nothing. */
  forget(id: string): void;
  get(id: string): UploadState | undefined;
  /** In the order of adding. */
  states(): UploadState[];
  /** What all uploads together may send at most, in bytes per second; null for no limit. */
  limitSpeed(bytesPerSecond: number | null): void;
  /** Bytes that moved, for the speed. */
  samples(id: string): readonly SpeedSample[];
  subscribe(listener: EngineListener): () => void;
}

export interface EngineOptions extends Outside {
  /** An image was made, completed, given up or deleted. */
  onImageChanged: (connection: string) => void;
}

interface Entry {
  state: UploadState;
  readonly operations: Operations;
  movedBytes: number;
  samples: readonly SpeedSample[];
}

export function createEngine({ onImageChanged, ...outside }: EngineOptions): Engine {
  const entries = new Map<string, Entry>();
  const listeners = new Set<EngineListener>();
  const speedLimit = new SpeedLimit();
  let rest: ReturnType<typeof setTimeout> | undefined;
  let lastBegan: string | null = null;
  let offline = false;

  function tell(before: UploadState, after: UploadState | null): void {
    for (const listener of listeners) listener(before, after);
    if (after !== null && isImageNews(before.phase, after.phase)) onImageChanged(after.connection);
  }

  /** Returns whether anything changed. */
  function apply(id: string, event: UploadEvent): boolean {
    const entry = entries.get(id);
    if (entry === undefined) return false;
    const before = entry.state;
    const after = reduce(before, event);
    if (after === before) return false;
    entry.state = after;
    measure(entry, before);
    speedLimit.giveBack(unsentBytes(before, event), Date.now());
    if (after.phase.kind === "canceled") entries.delete(id);
    entry.operations.reconcile(after, nextActions(after));
    tell(before, after);
    if (before.unauthorized === null && after.unauthorized !== null) tellOthersOf(after, after.unauthorized);
    return true;
  }

  /** The uploads of a connection share its token: when one learns that it is refused, the others need not try. */
  function tellOthersOf({ id, connection, account }: UploadState, cause: string): void {
    for (const other of states()) {
      const isSame = other.connection === connection && other.account === account;
      if (isSame && other.id !== id) apply(other.id, { type: "unauthorized", cause });
    }
  }

  /** Gives free places to what waits for one. */
  function schedule(): void {
    for (let next = begin(); next !== null; next = begin()) {
      // A beginning that changes nothing would be offered for ever.
      if (!apply(next.id, beginningEvent(next))) return;
      if (next.kind === "part") began(next);
    }
  }

  function begin(): Beginning | null {
    const wait = speedLimit.waitMilliseconds(Date.now());
    clearTimeout(rest);
    if (wait > 0) rest = setTimeout(schedule, Math.min(wait, LONGEST_REST_MILLISECONDS));
    return nextBeginning(states(), { partsMayBegin: wait === 0, lastBegan });
  }

  function began({ id, partNumber }: Extract<Beginning, { kind: "part" }>): void {
    lastBegan = id;
    const state = entries.get(id)?.state;
    if (state?.phase.kind !== "transferring") return;
    speedLimit.spend(partLength(state.phase.image.plan, state.file.sizeBytes, partNumber), Date.now());
  }

  function states(): UploadState[] {
    return Array.from(entries.values(), ({ state }) => state);
  }

  function dispatch(id: string, event: UploadEvent): void {
    if (apply(id, event)) schedule();
  }

  return {
    add(beginning, file) {
      // They load while the image is made.
      outside.transport.prepare();
      outside.hasher.prepare();
      const { id } = beginning;
      const operations = new Operations(outside, file, (event) => dispatch(id, event));
      const state = { ...beginning, offline };
      entries.set(id, { state, operations, movedBytes: 0, samples: [] });
      operations.reconcile(state, nextActions(state));
      tell(state, state);
      schedule();
    },
    dispatch,
    broadcast(event) {
      if (event.type === "online" || event.type === "offline") offline = event.type === "offline";
      for (const id of entries.keys()) apply(id, event);
      schedule();
    },
    forget(id) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      entries.delete(id);
      entry.operations.reconcile(entry.state, []);
      tell(entry.state, null);
      schedule();
    },
    get: (id) => entries.get(id)?.state,
    states,
    limitSpeed(bytesPerSecond) {
      speedLimit.change(bytesPerSecond, Date.now());
      schedule();
    },
    samples: (id) => entries.get(id)?.samples ?? [],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function beginningEvent(beginning: Beginning): UploadEvent {
  switch (beginning.kind) {
    case "create":
      return { type: "create_began" };
    case "part":
      return { type: "part_began", partNumber: beginning.partNumber };
    default:
      return beginning satisfies never;
  }
}

function measure(entry: Entry, before: UploadState): void {
  if (!isMoving(entry.state)) {
    entry.samples = [];
    return;
  }
  // A part that is sent again moves bytes once more, though the sum of what was sent does not grow.
  entry.movedBytes += Math.max(0, sentBytesOf(entry.state) - sentBytesOf(before));
  entry.samples = addSample(entry.samples, { at: Date.now(), bytes: entry.movedBytes });
}

/** Whether bytes move, or would but for a place or the speed limit: its rests are a part of the speed. */
function isMoving({ phase, paused, unauthorized }: UploadState): boolean {
  if (phase.kind !== "transferring") return false;
  if (phase.open.some((part) => part.state === "in_flight")) return true;
  return (
    !paused && unauthorized === null && phase.open.every((part) => part.state === "waiting" && part.retry === null)
  );
}

function isImageNews(before: Phase, after: Phase): boolean {
  if (before.kind === after.kind) return false;
  switch (after.kind) {
    case "transferring":
      return before.kind === "creating";
    case "verifying":
    case "completed":
      return true;
    case "failed":
    case "canceled":
      return imageOf(before) !== null;
    case "queued":
      return before.kind === "canceling";
    case "creating":
    case "finishing":
    case "canceling":
      return false;
    default:
      return after satisfies never;
  }
}

/** Bytes of a part that failed before they were sent. */
function unsentBytes({ phase, file }: UploadState, event: UploadEvent): number {
  if (event.type !== "part_failed" || phase.kind !== "transferring") return 0;
  const part = phase.open.find(({ partNumber }) => partNumber === event.partNumber);
  if (part?.state !== "in_flight") return 0;
  return partLength(phase.image.plan, file.sizeBytes, part.partNumber) - part.sentBytes;
}
