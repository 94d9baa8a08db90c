/** Cycle's resources as they go over the wire, and what the fake knows of them beside. */

/** How Cycle writes an instant that is not set. */
export const NOT_SET = "0001-01-01T00:00:00Z";

export interface Creator {
  id: string;
  type: "account" | "api-key";
}

export type Origin = { type: string; details?: object };

export interface FakeSource {
  id: string;
  hub_id: string;
  identifier: string;
  name: string;
  type: "direct" | "stack-build" | "bucket";
  about: { description: string | null };
  origin: Origin;
  builder: null;
  creator: Creator;
  acl: null;
  state: { current: "live" | "deleting" | "deleted"; changed: string };
  events: { created: string; updated: string; deleted: string };
}

export const IMPORT_STATES = ["downloading", "building", "verifying", "saving", "live"] as const;

export type ImageState = "new" | "uploading" | (typeof IMPORT_STATES)[number] | "deleting" | "deleted";

export interface WireImage {
  id: string;
  hub_id: string;
  name: string;
  size: number;
  about: { description: string | null };
  backend: { provider: string; size: number; file_name: string; file_id: string };
  requires: { nvidia_gpu: boolean };
  build: object | null;
  builder: null;
  config: object;
  source: {
    type: FakeSource["type"];
    details: { id: string; origin: Origin } & Record<string, unknown>;
    override?: object;
  };
  creator: Creator;
  factory: { node_id: string; cached: string; acknowledged: string } | null;
  state: { current: ImageState; changed: string; error?: { message: string; time: string } };
  events: { created: string; updated: string; deleted: string };
}

export interface FakeImage {
  wire: WireImage;
  /** Containers that use it. */
  containers: number;
  log: string | null;
}

export interface FakeStep {
  caption: string;
  description: string;
  started: string;
  completed: string;
}

export interface FakeJob {
  id: string;
  hub_id: string;
  queue: string;
  caption: string;
  schedule: string;
  expires: string;
  hash: string;
  limit_duplicates: boolean;
  creator: Creator;
  state: {
    current: "new" | "queued" | "scheduled" | "running" | "completed" | "error" | "expired";
    changed: string;
    error: { message: string } | null;
  };
  events: { queued: string; started: string; completed: string };
  tasks: {
    id: string;
    caption: string;
    header: string;
    events: { queued: string; started: string; completed: string };
    steps: FakeStep[] | null;
    state: { current: "pending" | "running" | "completed" | "error"; changed: string };
    input: Record<string, unknown>;
    output: null;
    error: { message: string } | null;
  }[];
}

/** Now, to the second, as Cycle tells instants. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}
