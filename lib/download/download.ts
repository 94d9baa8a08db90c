import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";
import type { DownloadLink } from "@/lib/contract/image";
import { addressProblem } from "./address-problem";
import { beginDownload, isUnderWay, reduceDownload, type DownloadEvent, type DownloadState } from "./download-state";
import type { ReceiverReply } from "./messages";
import type { RemoteReceiver } from "./worker-receiver";

/** What a download needs of the outside. */
export interface DownloadParts {
  /** Asks the images API. Throws ApiError and NetworkError. */
  newLink(): Promise<DownloadLink>;
  /** Where bytes may come from beside the dashboard. */
  sources: readonly string[];
  startReceiver(tell: (reply: ReceiverReply) => void): RemoteReceiver;
  /** Told after each change of the state. */
  onChange(): void;
}

/** One file on its way to the disk, however often the line breaks meanwhile. */
export class Download {
  #state: DownloadState;
  readonly #receiver: RemoteReceiver;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isCanceled = false;
  readonly #goOn = () => this.goOn();

  constructor(
    handle: FileSystemFileHandle,
    { url, sizeBytes, sha256 }: DownloadLink,
    private readonly parts: DownloadParts,
  ) {
    this.#state = beginDownload(sizeBytes, sha256);
    this.#receiver = parts.startReceiver((reply) => this.#told(reply));
    const problem = addressProblem(url, parts.sources);
    if (problem !== null) {
      this.#state = reduceDownload(this.#state, { type: "failed", problem });
      this.#receiver.end();
      return;
    }
    this.#receiver.open(handle, sizeBytes);
    this.#receiver.receive(url);
    globalThis.addEventListener?.("online", this.#goOn);
  }

  get state(): DownloadState {
    return this.#state;
  }

  /** Does not wait any longer. */
  goOn(): void {
    if (this.#state.kind !== "waiting") return;
    clearTimeout(this.#timer);
    this.#apply({ type: "resumed" });
    void this.#receiveAnew();
  }

  /** Throws away what came. The file is as it was before. */
  cancel(): void {
    this.#isCanceled = true;
    this.#stop();
    this.#receiver.discard();
  }

  async #receiveAnew(): Promise<void> {
    try {
      const { url } = await this.parts.newLink();
      const problem = addressProblem(url, this.parts.sources);
      if (problem !== null) {
        this.#apply({ type: "failed", problem });
        this.#receiver.discard();
      } else if (!this.#isCanceled && this.#state.kind === "running") this.#receiver.receive(url);
    } catch (error) {
      this.#apply(noLink(error));
      if (this.#state.kind === "failed") this.#receiver.discard();
    }
  }

  #told(reply: ReceiverReply): void {
    switch (reply.type) {
      case "progressed":
        this.#apply({ type: "progressed", receivedBytes: reply.receivedBytes, at: Date.now() });
        return;
      case "broke":
        this.#apply({ type: "broke", fault: reply.fault, at: Date.now(), random: Math.random() });
        // Refused once too often: what came is of no use any more.
        if (this.#state.kind === "failed") this.#receiver.discard();
        return;
      case "received":
        this.#apply({ type: "received" });
        return;
      case "saved":
        this.#apply({ type: "saved", sha256: reply.sha256 });
        this.#receiver.end();
        return;
      case "failed":
        this.#apply({ type: "failed", problem: reply.problem });
        this.#receiver.end();
        return;
      case "discarded":
        this.#receiver.end();
        return;
      default:
        reply satisfies never;
    }
  }

  #apply(event: DownloadEvent): void {
    // What was told before the receiver heard of it: nothing more begins.
    if (this.#isCanceled) return;
    const before = this.#state;
    this.#state = reduceDownload(before, event);
    if (this.#state === before) return;
    if (this.#state.kind === "waiting") {
      this.#timer = setTimeout(() => this.goOn(), Math.max(0, this.#state.resumesAt - Date.now()));
    }
    if (!isUnderWay(this.#state)) this.#stop();
    this.parts.onChange();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.#goOn);
  }
}

/** What follows when no link could be had. Whoever is signed out signs in again, and it goes on. */
function noLink(error: unknown): DownloadEvent {
  if (error instanceof NetworkError) return linkDelayed(error.message, undefined);
  if (!(error instanceof ApiError)) {
    const why = error instanceof Error ? error.message : String(error);
    return { type: "failed", problem: { kind: "internal", why } };
  }
  const passes = error.status === 401 || error.status === 429 || error.status >= 500;
  if (passes) return linkDelayed(error.message, error.retryAfterSeconds);
  return { type: "failed", problem: { kind: "no_link", message: error.message, requestId: error.requestId ?? null } };
}

function linkDelayed(message: string, retryAfterSeconds: number | undefined): DownloadEvent {
  const retryAfterMilliseconds = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1_000;
  const fault = { kind: "no_link", message, retryAfterMilliseconds } as const;
  return { type: "broke", fault, at: Date.now(), random: Math.random() };
}
