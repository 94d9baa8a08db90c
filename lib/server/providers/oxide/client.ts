import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import { askUpstream, parseAnswer, type UpstreamOptions, type UpstreamRequest } from "@/lib/server/http/upstream";
import type { ProviderCall } from "@/lib/server/providers/types";
import { API_VERSION, requireKnownVersion } from "./api-version";
import { readError } from "./errors";
import { readAllPages } from "./pages";
import { wireDiskSchema, wireImageSchema, wireProjectSchema, wireSnapshotSchema, wireUserSchema } from "./wire";

/** Where a rack's API is. `deadlines`: how long reads and writes may take, in ms; sensible ones when left out. */
export interface OxideApi {
  /** One host for each silo, without `/v1`. */
  apiUrl: URL;
  deadlines?: { read: number; write: number };
}

/** What an image is made with. */
export interface ImageParameters {
  name: string;
  description: string;
  os: string;
  version: string;
  snapshotId: string;
}

/** What a snapshot is made with. `disk` is the disk's id. */
export interface SnapshotParameters {
  name: string;
  description: string;
  disk: string;
}

/** What a disk is made with that takes blocks. Sizes are bytes. */
export interface DiskParameters {
  name: string;
  description: string;
  size: number;
  blockSize: number;
}

/** One block takes this long at most, in ms: as long as Oxide's own console gives it. */
const BLOCK_DEADLINE_MS = 30_000;

/**
 * Finalizing answers when the snapshot is made, in ms. Node's `fetch` gives up by itself after 300 s without an answer; the work goes on
 * all the same, and the disk's state tells.
 */
const FINALIZE_DEADLINE_MS = 280_000;

/** Making a snapshot answers when it is made or soon before, in ms; longer than that would leave the browser without an answer. */
const SNAPSHOT_DEADLINE_MS = 20_000;

export type OxideClient = ReturnType<typeof createOxideClient>;

/**
 * The operations of Oxide's API that images need, in wire shapes. Holds one request's token. Everything is named by its id, and then
 * without its project, which the API demands; `…ByName` needs the project, and answers null where there is none.
 * Errors as in `ImageProvider`.
 */
export function createOxideClient(
  { apiUrl, deadlines }: OxideApi,
  call: Pick<ProviderCall, "token" | "requestId" | "signal">,
) {
  const upstream: UpstreamOptions = {
    provider: "oxide",
    label: "Oxide",
    requestId: call.requestId,
    baseUrl: withVersionPath(apiUrl),
    headers: { authorization: `Bearer ${call.token}`, "api-version": API_VERSION },
    signal: call.signal,
    readError,
    ...(deadlines !== undefined && { deadlines }),
  };

  async function ask<T>(request: UpstreamRequest, schema: z.ZodType<T>): Promise<T> {
    const answer = await askUpstream(upstream, request);
    await requireKnownVersion(upstream, answer);
    return parseAnswer(upstream, answer, schema);
  }
  const get = <T>(path: readonly string[], schema: z.ZodType<T>, query: UpstreamRequest["query"] = {}) =>
    ask({ method: "GET", path, query }, schema);
  const byName = <T>(kind: string, project: string, name: string, schema: z.ZodType<T>) =>
    nullIfMissing(get([kind, name], schema, { project }));
  const all = <T>(kind: string, schema: z.ZodType<T>, query: Record<string, string> = {}) =>
    readAllPages(query, (page, pageSchema) => get([kind], pageSchema, page), schema);
  const post = (path: readonly string[], rest: Partial<UpstreamRequest> = {}) =>
    ask({ method: "POST", path, ...rest }, z.unknown());
  const remove = (kind: string, id: string) => ask({ method: "DELETE", path: [kind, id] }, z.unknown());

  return {
    me: () => get(["me"], wireUserSchema),
    projects: () => all("projects", wireProjectSchema),

    /** Of the silo alone when `project` is null: an image is in one place only. */
    images: (project: string | null) => all("images", wireImageSchema, project === null ? {} : { project }),
    image: (id: string) => get(["images", id], wireImageSchema),
    imageByName: (project: string, name: string) => byName("images", project, name, wireImageSchema),
    /** For the whole silo when `project` is null. */
    createImage: (project: string | null, { snapshotId, ...parameters }: ImageParameters) =>
      ask(
        {
          method: "POST",
          path: ["images"],
          query: { project: project ?? undefined },
          body: { ...parameters, source: { type: "snapshot", id: snapshotId } },
        },
        wireImageSchema,
      ),
    promote: (id: string) => ask({ method: "POST", path: ["images", id, "promote"] }, wireImageSchema),
    /** `project` is where it goes. */
    demote: (id: string, project: string) =>
      ask({ method: "POST", path: ["images", id, "demote"], query: { project } }, wireImageSchema),
    deleteImage: (id: string) => remove("images", id),

    disks: (project: string) => all("disks", wireDiskSchema, { project }),
    diskByName: (project: string, name: string) => byName("disks", project, name, wireDiskSchema),
    createDisk: (project: string, { name, description, size, blockSize }: DiskParameters) =>
      ask(
        {
          method: "POST",
          path: ["disks"],
          query: { project },
          body: {
            name,
            description,
            size,
            disk_backend: {
              type: "distributed",
              disk_source: { type: "importing_blocks", block_size: blockSize },
            },
          },
        },
        wireDiskSchema,
      ),
    startWriting: (diskId: string) => post(["disks", diskId, "bulk-write-start"]),
    /** @param data whole blocks, 512 KiB at most */
    writeBlock: (diskId: string, offset: number, data: Buffer) =>
      post(["disks", diskId, "bulk-write"], {
        body: { offset, base64_encoded_data: data.toString("base64") },
        deadlineMs: BLOCK_DEADLINE_MS,
      }),
    stopWriting: (diskId: string) => post(["disks", diskId, "bulk-write-stop"]),
    /** Without a snapshot when its name is null. */
    finalize: (diskId: string, snapshotName: string | null) =>
      post(["disks", diskId, "finalize"], {
        body: snapshotName === null ? {} : { snapshot_name: snapshotName },
        deadlineMs: FINALIZE_DEADLINE_MS,
      }),
    deleteDisk: (id: string) => remove("disks", id),

    snapshots: (project: string) => all("snapshots", wireSnapshotSchema, { project }),
    snapshot: (id: string) => get(["snapshots", id], wireSnapshotSchema),
    createSnapshot: (project: string, parameters: SnapshotParameters) =>
      ask(
        {
          method: "POST",
          path: ["snapshots"],
          query: { project },
          body: { ...parameters },
          deadlineMs: SNAPSHOT_DEADLINE_MS,
        },
        wireSnapshotSchema,
      ),
    snapshotByName: (project: string, name: string) => byName("snapshots", project, name, wireSnapshotSchema),
    deleteSnapshot: (id: string) => remove("snapshots", id),
  };
}

/** What is gone already need not be removed. */
export async function unlessMissing(removal: Promise<unknown>): Promise<void> {
  await nullIfMissing(removal);
}

async function nullIfMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return null;
    throw error;
  }
}

function withVersionPath(apiUrl: URL): URL {
  const url = new URL(apiUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1`;
  return url;
}
