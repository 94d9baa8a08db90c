import "server-only";
import type { z } from "zod";
import { requestUpstream, type UpstreamOptions, type UpstreamRequest } from "@/lib/server/http/upstream";
import type { ProviderCall } from "@/lib/server/providers/types";
import { cycleText } from "@/lib/text/cycle-text";
import {
  wireBuildLogSchema,
  wireImageAnswerSchema,
  wireImageListSchema,
  wireSourceListSchema,
  wireSourceAnswerSchema,
} from "./wire";
import { readCycleError } from "./wire-error";
import { wireJobAnswerSchema, wireJobDescriptorAnswerSchema } from "./wire-job";

export interface CycleOptions {
  /** Without the version, as `https://api.cycle.io`. */
  apiUrl: URL;
  /** How long reads and writes may take, in ms; sensible ones when left out. */
  deadlines?: { read: number; write: number };
}

/** Of images or sources. `number` is from 1. No total comes with a page: one that is not full is the last. */
export interface PageQuery {
  number: number;
  size: number;
}

export interface ImagesQuery extends PageQuery {
  sourceId?: string | undefined;
  /** Cycle's own words. */
  states?: readonly string[] | undefined;
}

/** What a new image is made of. */
export interface NewImage {
  source_id: string;
  name?: string;
  build?: { use_disk: boolean };
  override?: { target: string };
}

/** Where a new source gets its images from, of the origins in the vendor's document those that need no credential. */
export type NewOrigin =
  | { type: "docker-hub"; details: { target: string } }
  | { type: "docker-registry" | "oci-registry"; details: { target: string; url: string } }
  | {
      type: "docker-file";
      details: { repo: { url: string; branch?: string }; context_dir?: string; build_file?: string };
    };

export interface NewSource {
  type: "direct";
  name: string;
  origin: NewOrigin;
}

export type CycleClient = ReturnType<typeof createCycleClient>;

/** What comes along with images: who made them, and their sources by name. Arrays are repeated keys, as the vendor's client sends them. */
const WITH_IMAGES = { include: ["creators", "sources"], meta: "containers_count" } as const;

/** The operations of the vendor's document in wire shapes. Holds one request's token and hub. Errors as in `ImageProvider`. */
export function createCycleClient(options: CycleOptions, call: ProviderCall) {
  const upstream = upstreamOptions(options, call);
  const ask = <T>(request: UpstreamRequest, schema: z.ZodType<T>) => requestUpstream(upstream, request, schema);
  return {
    images: ({ sourceId, states, ...page }: ImagesQuery) =>
      ask(
        {
          method: "GET",
          path: ["images"],
          query: {
            ...WITH_IMAGES,
            // Ids begin with the time at which they were made.
            sort: "-id",
            "filter[source_id]": sourceId,
            "filter[state]": states?.join(","),
            ...pageQuery(page),
          },
        },
        wireImageListSchema,
      ),
    image: (id: string) => ask({ method: "GET", path: ["images", id], query: WITH_IMAGES }, wireImageAnswerSchema),
    createImage: (body: NewImage) => ask({ method: "POST", path: ["images"], body }, wireImageAnswerSchema),
    updateImage: (id: string, body: { name: string }) =>
      ask({ method: "PATCH", path: ["images", id], body }, wireImageAnswerSchema),
    deleteImage: (id: string) => ask({ method: "DELETE", path: ["images", id] }, wireJobDescriptorAnswerSchema),
    importImage: (id: string) =>
      ask({ method: "POST", path: ["images", id, "tasks"], body: { action: "import" } }, wireJobDescriptorAnswerSchema),
    /** Removes the images of these sources that no container uses. @param sourceIds never empty: what that means is not documented */
    pruneImages: (sourceIds: readonly [string, ...string[]]) =>
      ask(
        {
          method: "POST",
          path: ["images", "tasks"],
          body: { action: "prune", contents: { source_ids: sourceIds } },
        },
        wireJobDescriptorAnswerSchema,
      ),
    buildLog: (id: string) => ask({ method: "GET", path: ["images", id, "build-log"] }, wireBuildLogSchema),
    sources: (page: PageQuery) =>
      ask(
        { method: "GET", path: ["images", "sources"], query: { meta: "images_count", ...pageQuery(page) } },
        wireSourceListSchema,
      ),
    source: (id: string) => ask({ method: "GET", path: ["images", "sources", id] }, wireSourceAnswerSchema),
    createSource: (body: NewSource) =>
      ask({ method: "POST", path: ["images", "sources"], body }, wireSourceAnswerSchema),
    /** Cycle answers 404 for the first few seconds of a job's life. */
    job: (id: string) => ask({ method: "GET", path: ["jobs", id] }, wireJobAnswerSchema),
  };
}

function pageQuery({ number, size }: PageQuery): Record<string, string> {
  return { "page[number]": String(number), "page[size]": String(size) };
}

function upstreamOptions({ apiUrl, deadlines }: CycleOptions, call: ProviderCall): UpstreamOptions {
  return {
    provider: "cycle",
    label: cycleText.provider,
    requestId: call.requestId,
    baseUrl: versionedUrl(apiUrl),
    headers: { authorization: `Bearer ${call.token}`, "x-hub-id": call.settings["hub"] ?? "" },
    signal: call.signal,
    readError: readCycleError,
    ...(deadlines !== undefined && { deadlines }),
  };
}

/** The API's base URL: no slash at its end. */
export function versionedUrl(apiUrl: URL): URL {
  const url = new URL(apiUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1`;
  return url;
}
