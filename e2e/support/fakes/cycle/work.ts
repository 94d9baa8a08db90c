import { creatorOf, buildLog, type FakeHub, type Work } from "./hub";
import { newObjectId } from "./object-ids";
import { IMPORT_STATES, NOT_SET, now, type FakeImage, type FakeJob, type ImageState } from "./resources";
import { SECRETS } from "./secrets";

/** As many questions for a new job as Cycle may answer with 404, less one, so that those who bear with five see it begin. */
const UNKNOWN_FOR = 2;

/** Why an import of `fail-broken…` fails, with a credential as registries' messages have them. */
export const IMPORT_FAILURE = `The registry refused https://robot:${SECRETS.registryPassword}@registry.example.com/v2/ with 401.`;

/** Begins the import of an image: one state at each step. `fail-broken…` fails when it is built. */
export function beginImport(hub: FakeHub, image: FakeImage): Work {
  const captions = IMPORT_STATES.map((state) => `Image is ${state}`);
  const work = begin(hub, `Import ${image.wire.id}`, "image.import", captions);
  const states = IMPORT_STATES.values();
  delete image.wire.state.error;
  work.advance = () => {
    const { value: state } = states.next();
    if (state === undefined) return;
    const index = IMPORT_STATES.indexOf(state);
    if (state === "building") image.log = buildLog(sourceNameOf(hub, image));
    if (state === "verifying" && image.wire.name.startsWith("fail-broken")) {
      image.wire.state.error = { message: IMPORT_FAILURE, time: now() };
      fail(work, IMPORT_FAILURE);
      return;
    }
    setState(image, state);
    goOn(work, index);
    if (state === "live") {
      image.wire.size = 123_456_789;
      image.wire.factory = { node_id: newObjectId(), cached: NOT_SET, acknowledged: now() };
      complete(work);
    }
  };
  return work;
}

/** Removes an image: it is `deleting` at once, and gone with the next step but one. */
export function beginDeletion(hub: FakeHub, image: FakeImage): Work {
  const work = begin(hub, `Delete ${image.wire.id}`, "image.delete", ["Remove from nodes"]);
  setState(image, "deleting");
  let step = 0;
  work.advance = () => {
    goOn(work, 0);
    step += 1;
    if (step < 2) return;
    setDeleted(image);
    complete(work);
  };
  return work;
}

/** Removes what no container uses of the images of some sources. */
export function beginPrune(hub: FakeHub, sourceIds: readonly string[]): Work {
  const work = begin(hub, "Prune images", "images.prune", null);
  work.advance = () => {
    if (work.job.state.current === "queued") {
      goOn(work, 0);
      return;
    }
    for (const image of hub.images.values()) {
      const { state, source } = image.wire;
      const isThere = state.current !== "deleting" && state.current !== "deleted";
      if (isThere && image.containers === 0 && sourceIds.includes(source.details.id)) setDeleted(image);
    }
    complete(work);
  };
  return work;
}

/** One step of everything that goes on in a hub. */
export function advanceAll(hub: FakeHub): void {
  if (hub.isHeld) return;
  for (const work of hub.work.values()) work.advance?.();
}

/** Everything that goes on, to its end. */
export function settleAll(hub: FakeHub): void {
  for (const work of hub.work.values()) {
    work.unknownFor = 0;
    while (work.advance !== null) work.advance();
  }
}

export function setState(image: FakeImage, state: ImageState): void {
  image.wire.state.current = state;
  image.wire.state.changed = now();
}

function setDeleted(image: FakeImage): void {
  setState(image, "deleted");
  image.wire.events.deleted = now();
}

function sourceNameOf(hub: FakeHub, image: FakeImage): string {
  return hub.sources.get(image.wire.source.details.id)?.name ?? "";
}

function begin(hub: FakeHub, caption: string, header: string, captions: string[] | null): Work {
  const queued = now();
  const events = { queued, started: NOT_SET, completed: NOT_SET };
  const steps =
    captions?.map((step) => ({ caption: step, description: "", started: NOT_SET, completed: NOT_SET })) ?? null;
  const state = { current: "pending", changed: queued } as const;
  const job: FakeJob = {
    id: newObjectId(),
    hub_id: hub.id,
    queue: "images",
    caption,
    schedule: NOT_SET,
    expires: NOT_SET,
    hash: newObjectId(),
    limit_duplicates: true,
    creator: creatorOf(hub),
    state: { current: "queued", changed: queued, error: null },
    events: { ...events },
    tasks: [
      {
        id: newObjectId(),
        caption,
        header,
        events,
        steps,
        state,
        input: { credentials: SECRETS.registryToken },
        output: null,
        error: null,
      },
    ],
  };
  const work: Work = { job, unknownFor: UNKNOWN_FOR, advance: null };
  hub.work.set(job.id, work);
  return work;
}

/** The step of this index has begun, and those before it are done. */
function goOn({ job }: Work, index: number): void {
  job.state = { current: "running", changed: now(), error: null };
  for (const task of job.tasks) {
    task.state = { current: "running", changed: now() };
    for (const [at, step] of (task.steps ?? []).entries()) {
      if (at <= index && step.started === NOT_SET) step.started = now();
      if (at < index) step.completed = now();
    }
  }
}

function complete(work: Work): void {
  const { job } = work;
  job.state = { current: "completed", changed: now(), error: null };
  for (const task of job.tasks) {
    task.state = { current: "completed", changed: now() };
    for (const step of task.steps ?? []) step.completed = now();
  }
  work.advance = null;
}

function fail(work: Work, message: string): void {
  const { job } = work;
  job.state = { current: "error", changed: now(), error: { message: "A task failed." } };
  for (const task of job.tasks) {
    task.state = { current: "error", changed: now() };
    task.error = { message };
  }
  work.advance = null;
}
