import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import { askUpstream, parseAnswer, type UpstreamOptions, type UpstreamRequest } from "@/lib/server/http/upstream";
import type { ProviderCall } from "@/lib/server/providers/types";
import { linodeText } from "@/lib/text/linode-text";
import { fieldOf } from "./fields";
import {
  wireDiskSchema,
  wireErrorSchema,
  wireEventSchema,
  wireImageSchema,
  wireInstanceSchema,
  wirePageSchema,
  wireProfileSchema,
  wireRegionSchema,
  wireUploadSchema,
  type WireImage,
} from "./wire";

/** Where Linode's API is, without the prefix. */
export interface LinodeOptions {
  apiUrl: URL;
  /** How long reads and writes may take, in ms; sensible ones when left out. */
  deadlines?: { read: number; write: number };
}

export const LINODE = "Linode";

/** The largest page that the API gives: it counts requests, not images. */
const PAGE_SIZE = 500;

/** Twenty requests for the list a minute are allowed: a longer list could not be read within one. */
const MAX_PAGES = 20;

/** How far back the reason of a disappearance is looked for, in events of images. */
const EVENTS = 200;

/** What an operation needs of its token; null for what every token may. */
type Scope = "images:read_only" | "images:read_write" | "linodes:read_only" | "events:read_only" | null;

export interface ImageChanges {
  label?: string;
  description?: string | null;
  tags?: string[];
}

export interface NewImage {
  label?: string | undefined;
  description?: string | undefined;
  tags?: string[] | undefined;
  cloud_init?: boolean | undefined;
}

/** What of a request the client needs. */
type LinodeCall = Pick<ProviderCall, "token" | "requestId" | "signal">;

export type LinodeClient = ReturnType<typeof createLinodeClient>;

/** Linode's API in wire shapes, ids as Linode writes them. Holds one request's token. Errors as in `ImageProvider`. */
export function createLinodeClient(options: LinodeOptions, call: LinodeCall) {
  const upstream = upstreamOptions(options, call);

  async function ask<T>(scope: Scope, request: UpstreamRequest, schema: z.ZodType<T>): Promise<T> {
    const answer = await askUpstream(upstream, request);
    // A token without the scope is told 401 as well, and only a question that every token may ask tells which it is.
    if (answer.status === 401 && scope !== null && (await isAccepted(upstream))) throw missingScope(scope);
    try {
      return parseAnswer(upstream, answer, schema);
    } catch (error) {
      throw answer.status === 403 && scope !== null ? missingScope(scope, error) : error;
    }
  }

  /** Every page of a list, one after the other: the number of pages stands on each of them, and may have changed. */
  async function readPages<T>(
    scope: Scope,
    path: readonly string[],
    item: z.ZodType<T>,
    queryOf: (page: number) => Record<string, string> = largePage,
  ): Promise<{ items: T[]; requests: number }> {
    const schema = wirePageSchema(item);
    const items: T[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const asked = ask(scope, { method: "GET", path, query: queryOf(page) }, schema);
      // A list that became shorter while it was read has no such page any more, and was read whole.
      const answer = page === 1 ? await asked : await asked.catch(nullIfNotFound);
      items.push(...(answer?.data ?? []));
      if (answer === null || page >= answer.pages) return { items, requests: page };
    }
    throw new ApiError("upstream_failed", linodeText.tooMany(MAX_PAGES * PAGE_SIZE));
  }

  const readAll = async <T>(scope: Scope, path: readonly string[], item: z.ZodType<T>): Promise<T[]> =>
    (await readPages(scope, path, item)).items;

  const change = (path: readonly string[], body: unknown, method: "POST" | "PUT" = "POST"): Promise<WireImage> =>
    ask("images:read_write", { method, path, body }, wireImageSchema);

  return {
    profile: () => ask(null, { method: "GET", path: ["profile"] }, wireProfileSchema),
    list: () => readPages("images:read_only", ["images"], wireImageSchema),
    get: (id: string) => ask("images:read_only", { method: "GET", path: ["images", id] }, wireImageSchema),
    capture: (diskId: number, image: NewImage) => change(["images"], { disk_id: diskId, ...image }),
    update: (id: string, changes: ImageChanges) => change(["images", id], changes, "PUT"),
    replicate: (id: string, regions: readonly string[]) => change(["images", id, "regions"], { regions }),
    delete: (id: string) => ask("images:read_write", { method: "DELETE", path: ["images", id] }, z.unknown()),
    upload: (region: string, image: NewImage) =>
      ask(
        "images:read_write",
        { method: "POST", path: ["images", "upload"], body: { region, ...image } },
        wireUploadSchema,
      ),
    regions: async () => (await readPages(null, ["regions"], wireRegionSchema, usualPage)).items,
    instances: () => readAll("linodes:read_only", ["linode", "instances"], wireInstanceSchema),
    disks: (instance: number) =>
      readAll("linodes:read_only", ["linode", "instances", String(instance), "disks"], wireDiskSchema),
    /** The newest events about images, newest first. */
    async imageEvents() {
      const filter = {
        "+or": ["image_upload", "disk_imagize", "image_delete"].map((action) => ({ action })),
        "+order_by": "created",
        "+order": "desc",
      };
      const request: UpstreamRequest = {
        method: "GET",
        path: ["account", "events"],
        query: { page: "1", page_size: String(EVENTS) },
        headers: { "x-filter": JSON.stringify(filter) },
      };
      return (await ask("events:read_only", request, wirePageSchema(wireEventSchema))).data;
    },
  };
}

function upstreamOptions(
  { apiUrl, deadlines }: LinodeOptions,
  { token, requestId, signal }: LinodeCall,
): UpstreamOptions {
  // Without a token Linode answers as well, with public images alone, which would look as if all others were gone.
  if (token === "") throw new ApiError("not_signed_in", linodeText.noToken);
  return {
    provider: "linode",
    label: LINODE,
    requestId,
    baseUrl: withVersion(apiUrl),
    headers: { authorization: `Bearer ${token}` },
    signal,
    readError,
    ...(deadlines !== undefined && { deadlines }),
  };
}

function nullIfNotFound(error: unknown): null {
  if (error instanceof ApiError && error.code === "not_found") return null;
  throw error;
}

function largePage(page: number): Record<string, string> {
  return { page: String(page), page_size: String(PAGE_SIZE) };
}

/** The document of regions knows no pages, but the answer has their number: more than the first is asked for only where there are. */
function usualPage(page: number): Record<string, string> {
  return page === 1 ? {} : { page: String(page) };
}

/** The API's base URL: no slash at its end. */
export function withVersion(apiUrl: URL): URL {
  const url = new URL(apiUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v4`;
  return url;
}

/** The profile needs no scope. @throws ApiError when it does not tell either: a token is not called bad for a moment's failure */
async function isAccepted(upstream: UpstreamOptions): Promise<boolean> {
  const answer = await askUpstream(upstream, { method: "GET", path: ["profile"] });
  if (answer.status === 401) return false;
  parseAnswer(upstream, answer, z.unknown());
  return true;
}

function missingScope(scope: string, cause?: unknown): ApiError {
  const said = cause instanceof ApiError ? cause.message : null;
  return new ApiError("forbidden", linodeText.missingScope(scope, said), { cause });
}

/** Several things may be wrong at once: all of them are told, each with its field. */
function readError(body: unknown): ReturnType<UpstreamOptions["readError"]> {
  const parsed = wireErrorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { errors } = parsed.data;
  const named = errors.filter(({ field }) => typeof field === "string" && field !== "");
  return {
    message: errors.map(({ reason }) => asSentence(reason)).join(" "),
    ...(named.length > 0 && {
      details: named.map(({ field, reason }) => ({ field: fieldOf(field ?? ""), message: asSentence(reason) })),
    }),
  };
}

function asSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
