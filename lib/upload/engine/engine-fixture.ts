import { createHash } from "node:crypto";
import { ApiError } from "@/lib/contract/errors";
import type { Image, ImageStatus } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import type { UploadPlan } from "@/lib/contract/upload-plan";
import { FaultError, type Fault } from "@/lib/upload/machine/fault";
import { queuedUpload } from "@/lib/upload/machine/upload-state";
import type { UploadTarget } from "@/lib/upload/upload-commands";
import type { Hasher, PartToSend, Transport } from "@/lib/upload/workers/transport";
import { createEngine, type Engine } from "./engine";
import type { ImagesApi } from "./images-api";

// What the engine's tests share: a server in memory whose every answer a test can spoil.

/** What becomes of one request. `lost`: it takes effect and its answer never arrives. */
export type Outcome = "fine" | "lost" | Fault;

export const PART_BYTES = 10;
export const TARGET = { connection: "sfcompute", account: "ops" } as const;

interface StoredImage {
  image: Image;
  parts: Map<number, string>;
}

const line = { kind: "network", cause: "The line broke." } as const;

/** A server with an API, a storage and a line to it. Every request takes a millisecond. */
export class FakeServer {
  readonly images = new Map<string, StoredImage>();
  readonly log: string[] = [];
  inFlight = 0;
  mostInFlight = 0;
  /** Looks before a verification ends. */
  reads = 2;
  /** Asked once a request, by what it is for: "create", "part 3", "complete", "read", "remove". */
  outcome: (what: string) => Outcome = () => "fine";
  /** How it takes files. */
  plan: UploadPlan = { kind: "multipart", partSizeBytes: PART_BYTES };
  /** The id that an image gets when it is completed; null for the one that it has. */
  finalId: string | null = null;
  /** How long a part takes, in ms. */
  partMilliseconds = 5;

  /** Whose session it is. */
  account: string = TARGET.account;

  readonly api: ImagesApi = {
    create: (owner, { name }, signal) =>
      this.#answer(owner, "create", signal, () => {
        const taken = [...this.images.values()].some(({ image }) => image.name === name);
        if (taken) throw new ApiError("conflict", `The name ${name} is taken.`);
        const image = imageOf(`image_${this.images.size + 1}`, name, "waiting");
        this.images.set(image.id, { image, parts: new Map() });
        return { image, plan: this.plan };
      }),
    plan: async () => this.plan,
    read: (owner, id, signal) =>
      this.#answer(owner, "read", signal, () => {
        const stored = this.#stored(id);
        if (stored.image.status === "verifying" && this.reads-- <= 0) this.#setStatus(id, "completed");
        return this.#stored(id).image;
      }),
    complete: (owner, id, sha256, signal) =>
      this.#answer(owner, "complete", signal, () => {
        const { parts, image } = this.#stored(id);
        // Asked again: a little more of the work is done.
        if (image.status === "verifying") return this.#goOn(id);
        const bytes = Array.from({ length: parts.size }, (_, index) => parts.get(index + 1) ?? "missing").join("");
        const isWhole = createHash("sha256").update(bytes).digest("hex") === sha256;
        this.#setStatus(id, isWhole ? "verifying" : "failed");
        return this.#stored(id).image;
      }),
    remove: (owner, id) =>
      this.#answer(owner, "remove", new AbortController().signal, () => {
        this.#stored(id);
        this.images.delete(id);
      }),
  };

  readonly transport: Transport = {
    prepare: () => undefined,
    sendPart: async ({ imageId, partNumber, body, ...owner }: PartToSend, onProgress, signal) => {
      this.inFlight++;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      try {
        await wait(this.partMilliseconds, signal);
        onProgress(body.size);
        const text = await body.text();
        await this.#answer(owner, `part ${partNumber}`, signal, () =>
          this.#stored(imageId).parts.set(partNumber, text),
        );
      } finally {
        this.inFlight--;
      }
    },
  };

  /** What becomes of an image while nobody here asks for it. */
  become(id: string, status: ImageStatus): void {
    this.#setStatus(id, status);
  }

  async #answer<T>(owner: UploadTarget, what: string, signal: AbortSignal, effect: () => T): Promise<T> {
    this.log.push(what);
    const outcome = this.outcome(what);
    await wait(1, signal);
    if (owner.account !== this.account) throw new ApiError("not_signed_in", "Another account is signed in.");
    if (typeof outcome === "object") throw new FaultError(outcome);
    const result = effect();
    if (outcome === "lost") throw new FaultError(line);
    return result;
  }

  #stored(id: string): StoredImage {
    const stored = this.images.get(id);
    if (stored === undefined) throw new ApiError("not_found", "No such image.", { requestId: "request-1" });
    return stored;
  }

  #goOn(id: string): Image {
    if (this.reads-- > 0) return this.#stored(id).image;
    this.#setStatus(id, "completed");
    const { image, parts } = this.#stored(id);
    if (this.finalId === null) return image;
    this.images.delete(id);
    const made = { ...image, id: this.finalId };
    this.images.set(made.id, { image: made, parts });
    return made;
  }

  #setStatus(id: string, status: ImageStatus): void {
    const stored = this.#stored(id);
    stored.image = { ...stored.image, status };
  }
}

/** Hashes as soon as it may, or only as far as `upTo` bytes. */
export class FakeHasher implements Hasher {
  furthest = 0;
  upTo = Number.POSITIVE_INFINITY;

  prepare(): void {}

  begin: Hasher["begin"] = ({ file }, listener) => {
    let ended = false;
    const work = async (through: number) => {
      const text = await file.text();
      if (ended) return;
      this.furthest = Math.max(this.furthest, through);
      listener.progressed(Math.min(through, this.upTo), null);
      if (through < file.size || ended) return;
      ended = true;
      listener.finished(createHash("sha256").update(text).digest("hex"));
    };
    return { allow: (through) => void work(through), end: () => (ended = true) };
  };
}

export interface Rig {
  server: FakeServer;
  hasher: FakeHasher;
  engine: Engine;
  /** Connections whose lists were told to refresh, in order. */
  told: string[];
}

export function rig(): Rig {
  const server = new FakeServer();
  const hasher = new FakeHasher();
  const told: string[] = [];
  const engine = createEngine({
    api: server.api,
    transport: server.transport,
    hasher,
    random: () => 0.5,
    onImageChanged: (connection) => told.push(connection),
  });
  return { server, hasher, engine, told };
}

/** A file of `size` bytes, no two of its parts alike. */
export function textFile(name: string, size: number): File {
  const text = Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, index) => `${index}`.padEnd(PART_BYTES, "."));
  return new File([text.join("").slice(0, size)], name, { lastModified: 1 });
}

/** Adds an upload whose id and image have the file's name. */
export function addUpload(engine: Engine, file: File): void {
  const { name, size: sizeBytes, lastModified } = file;
  engine.add(queuedUpload({ id: name, ...TARGET, name, file: { name, sizeBytes, lastModified } }), file);
}

function imageOf(id: string, name: string, status: ImageStatus): Image {
  return imageFixture({ id, name, status });
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
    });
  });
}
