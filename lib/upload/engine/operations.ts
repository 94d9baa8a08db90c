import type { Image } from "@/lib/contract/image";
import { faultOf, type Fault } from "@/lib/upload/machine/fault";
import type { Action } from "@/lib/upload/machine/next-actions";
import type { UploadEvent } from "@/lib/upload/machine/upload-event";
import type { UploadState } from "@/lib/upload/machine/upload-state";
import type { Hasher, HashJob, Transport } from "@/lib/upload/workers/transport";
import type { ImagesApi } from "./images-api";
import { removeImage, removePatiently } from "./remove-image";
import { retryTime } from "./retry";
import { sendPart } from "./send-part";

/** The first look at an image that is being made or verified comes after so many milliseconds, … */
const FIRST_READ_MILLISECONDS = 500;

/** … each later one after half as long again, … */
const READ_GROWTH = 1.5;

/** … up to this: large images take minutes, and somebody waits for the answer. */
const LONGEST_READ_MILLISECONDS = 10_000;

/** A timer never waits longer than this, in milliseconds: it stands still while a computer sleeps. */
const LONGEST_TIMER_MILLISECONDS = 60_000;

/** What operations need of the outside. */
export interface Outside {
  api: ImagesApi;
  transport: Transport;
  hasher: Hasher;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** What is under way for one upload: kept equal to what `nextActions` asks for. */
export class Operations {
  readonly #running = new Map<string, () => void>();
  #hashing: { job: HashJob; through: number } | null = null;

  constructor(
    private readonly outside: Outside,
    private readonly file: File,
    private readonly dispatch: (event: UploadEvent) => void,
  ) {}

  /** Aborts what is not asked for, begins what is. */
  reconcile(state: UploadState, actions: readonly Action[]): void {
    const wanted = new Set(actions.map(({ key }) => key));
    for (const [key, stop] of this.#running) {
      if (wanted.has(key)) continue;
      this.#running.delete(key);
      stop();
    }
    for (const action of actions) {
      if (!this.#running.has(action.key)) this.#begin(state, action);
      if (action.kind === "hash") this.#allow(action.through);
    }
  }

  #begin(state: UploadState, action: Action): void {
    const { connection, account, name } = state;
    const owner = { connection, account };
    const { api, transport } = this.outside;
    switch (action.kind) {
      case "create":
        return this.#request(action.key, action.failures, async (signal) => {
          const { file, values } = state;
          const { image, plan } = await api.create(owner, { name, sizeBytes: file.sizeBytes, values }, signal);
          return { type: "created", image: { id: image.id, plan } };
        });
      case "complete":
        return this.#request(action.key, action.failures, async (signal) =>
          statusEvent("complete", await api.complete(owner, action.imageId, action.sha256, signal), action.reads),
        );
      case "read_status":
        return this.#request(action.key, action.failures, async (signal) =>
          statusEvent("read", await api.read(owner, action.imageId, signal), action.reads + 1),
        );
      case "delete":
        return this.#request(action.key, action.failures, async () => {
          await (action.mayTakeTime ? removePatiently : removeImage)(api, owner, action.imageId);
          return { type: "deleted" };
        });
      case "send_part": {
        const { partNumber, laterPart, imageId, ticket, start, end, failures, refusals } = action;
        const send = async (signal: AbortSignal): Promise<UploadEvent> => {
          // The type that the vendors' own clients send; the slice is read by the browser, when it is sent.
          const body = this.file.slice(start, end, "application/octet-stream");
          const part = { ...owner, imageId, ticket, partNumber, laterPart, body };
          const onProgress = (sentBytes: number) => {
            if (!signal.aborted) this.dispatch({ type: "part_progressed", partNumber, sentBytes });
          };
          const read = () => api.read(owner, imageId, signal);
          await sendPart({ transport, action, part, onProgress, read }, signal);
          return { type: "part_acknowledged", partNumber };
        };
        return this.#run(action.key, send, (fault) => {
          const tries = fault.kind === "refused" ? refusals : failures;
          const retryAt = this.#retryAt(fault, tries + 1);
          return { type: "part_failed", partNumber, fault, retryAt };
        });
      }
      case "hash":
        return this.#hash(action);
      case "wait":
        return this.#wait(action);
      default:
        return action satisfies never;
    }
  }

  #retryAt(fault: Fault, failures: number): number {
    return retryTime(fault, failures, Date.now(), this.outside.random());
  }

  #request(key: string, failures: number, work: (signal: AbortSignal) => Promise<UploadEvent>): void {
    this.#run(key, work, (fault) => {
      return { type: "request_failed", fault, retryAt: this.#retryAt(fault, failures + 1) };
    });
  }

  #run(key: string, work: (signal: AbortSignal) => Promise<UploadEvent>, failed: (fault: Fault) => UploadEvent): void {
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(key, () => controller.abort());
    const finish = (event: UploadEvent) => {
      if (signal.aborted) return;
      this.#running.delete(key);
      this.dispatch(event);
    };
    void work(signal).then(finish, (error: unknown) => finish(failed(faultOf(error))));
  }

  #hash({ key, checkpoint, checkpointEvery }: Extract<Action, { kind: "hash" }>): void {
    const job = this.outside.hasher.begin(
      { file: this.file, checkpoint, checkpointEvery },
      {
        progressed: (hashedBytes, reached) =>
          this.dispatch({ type: "hash_progressed", hashedBytes, checkpoint: reached }),
        finished: (sha256) => this.dispatch({ type: "hash_finished", sha256 }),
        failed: (failure) => this.dispatch({ type: "file_failed", failure }),
      },
    );
    this.#hashing = { job, through: 0 };
    this.#running.set(key, () => {
      job.end();
      this.#hashing = null;
    });
  }

  #allow(through: number): void {
    if (this.#hashing === null || this.#hashing.through === through) return;
    this.#hashing.through = through;
    this.#hashing.job.allow(through);
  }

  #wait({ key, until }: Extract<Action, { kind: "wait" }>): void {
    let left = until - Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const done = () => {
      this.#running.delete(key);
      // A timer may be a little early and the clock may have been set back: the wait is over all the same.
      this.dispatch({ type: "tick", now: Math.max(until, Date.now()) });
    };
    const goOn = () => {
      // After a sleep the clock is right and the timer is not.
      if (Date.now() >= until) left = 0;
      const step = Math.min(Math.max(0, left), LONGEST_TIMER_MILLISECONDS);
      left -= step;
      timer = setTimeout(left > 0 ? goOn : done, step);
    };
    goOn();
    this.#running.set(key, () => clearTimeout(timer));
  }
}

function statusEvent(to: "complete" | "read", image: Image, reads: number): UploadEvent {
  const wait = Math.min(FIRST_READ_MILLISECONDS * READ_GROWTH ** reads, LONGEST_READ_MILLISECONDS);
  const { id: imageId, status, failureReason: reason } = image;
  return { type: "status_answered", to, imageId, status, reason, readAt: Date.now() + wait };
}
