import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { ImagesApi } from "@/lib/images-api/images-api";
import type { Traffic } from "@/lib/process/traffic";
import { upstreamAsked, verificationEnded } from "@/lib/telemetry/events";

/** Seconds of a request: most take milliseconds, one for a part of an image may take minutes. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Seconds of a verification: a gigabyte takes about two. */
const VERIFICATION_BUCKETS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600];

/** Images are counted by a walk through the table, which nothing else runs beside: not more often than this, in milliseconds. */
const COUNT_KEPT_MS = 30_000;

const PREFIX = "images_dashboard";

/** What is counted of each request. None of the labels takes a value that a stranger makes up. */
export function requestMetrics(register: Registry) {
  const registers = [register];
  return {
    requests: new Counter({
      name: `${PREFIX}_http_requests_total`,
      help: "Requests by route, method and status; `aborted` where the connection broke before the answer was out.",
      labelNames: ["route", "method", "status"],
      registers,
    }),
    seconds: new Histogram({
      name: `${PREFIX}_http_request_duration_seconds`,
      help: "From a request's headers to the end of its answer.",
      labelNames: ["route", "method"],
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    partBytes: new Counter({
      name: `${PREFIX}_part_bytes_total`,
      help: "Bytes of image parts that were received whole and acknowledged.",
      registers,
    }),
    tokensRefused: new Counter({
      name: `${PREFIX}_tokens_refused_total`,
      help: "Requests with a token that is not accepted: to the embedded API, or to sign in.",
      labelNames: ["where"],
      registers,
    }),
    rateLimited: new Counter({
      name: `${PREFIX}_rate_limited_total`,
      help: "Requests that were answered 429, by whose limit it was.",
      labelNames: ["where"],
      registers,
    }),
  };
}

/** Counts what other parts of the process tell of themselves. */
export function countEvents(register: Registry): void {
  const registers = [register];
  const upstream = new Counter({
    name: `${PREFIX}_upstream_requests_total`,
    help: "Requests to images APIs by provider and status, or why there was no answer.",
    labelNames: ["provider", "status"],
    registers,
  });
  const upstreamSeconds = new Histogram({
    name: `${PREFIX}_upstream_request_duration_seconds`,
    help: "Until an images API's answer was read whole, or failed.",
    labelNames: ["provider"],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const verifications = new Histogram({
    name: `${PREFIX}_verification_duration_seconds`,
    help: "Verifications of images by outcome, without the time that they waited.",
    labelNames: ["outcome"],
    buckets: VERIFICATION_BUCKETS,
    registers,
  });
  upstreamAsked.subscribe(({ provider, status, seconds }) => {
    upstream.inc({ provider, status: String(status) });
    upstreamSeconds.observe({ provider }, seconds);
  });
  verificationEnded.subscribe(({ outcome, seconds }) => verifications.observe({ outcome }, seconds));
}

type Counts = Awaited<ReturnType<ImagesApi["countImages"]>>;

/**
 * What is looked at when metrics are asked for.
 * @param countImages null where there is no embedded API. Where it rejects, images are left out: whoever looks into why needs the rest
 */
export function watchState(
  register: Registry,
  traffic: Pick<Traffic, "connections" | "underWay">,
  countImages: () => Promise<Counts | null>,
): void {
  const registers = [register];
  void new Gauge({
    name: `${PREFIX}_http_connections`,
    help: "Open connections.",
    registers,
    collect() {
      this.set(traffic.connections());
    },
  });
  void new Gauge({
    name: `${PREFIX}_http_requests_under_way`,
    help: "Requests that are being answered.",
    registers,
    collect() {
      this.set(traffic.underWay());
    },
  });
  const countsNow = keptFor(COUNT_KEPT_MS, countImages);
  void new Gauge({
    name: `${PREFIX}_verification_queue_length`,
    help: "Images whose verification is due or under way.",
    registers,
    async collect() {
      const counts = await countsNow();
      if (counts === null) this.remove();
      else this.set(counts.verifying);
    },
  });
  void new Gauge({
    name: `${PREFIX}_images`,
    help: "Images of the embedded API by where they stand.",
    labelNames: ["status"],
    registers,
    async collect() {
      const counts = await countsNow();
      this.reset();
      for (const [status, count] of Object.entries(counts ?? {})) this.set({ status }, count);
    },
  });
}

/** Asks once in so many milliseconds, and again where nothing was told. @returns what was told last; null where that cannot be told */
function keptFor(milliseconds: number, ask: () => Promise<Counts | null>): () => Promise<Counts | null> {
  let kept: { at: number; counts: Promise<Counts | null> } | null = null;
  const askNow = async (): Promise<Counts | null> => {
    const counts = await ask().catch(() => null);
    if (counts === null) kept = null;
    return counts;
  };
  return () => {
    const now = performance.now();
    if (kept === null || now - kept.at >= milliseconds) kept = { at: now, counts: askNow() };
    return kept.counts;
  };
}
