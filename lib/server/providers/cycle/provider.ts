import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { MAX_IMAGE_BYTES } from "@/lib/contract/limits";
import type { Capabilities } from "@/lib/contract/session";
import type { ImageProvider, ProviderCall, ProviderKind } from "@/lib/server/providers/types";
import { cycleText } from "@/lib/text/cycle-text";
import { CYCLE_ACTIONS, cycleActions } from "./actions";
import { createCycleClient, versionedUrl, type CycleOptions } from "./client";
import { requireImageId } from "./image-id";
import { toJob, toJobId } from "./jobs";
import { sourceName, toImage, toImagePage } from "./mapper";
import { CYCLE_NAMING } from "./naming";
import { cursorAfter, toPage } from "./pages";
import { withoutCredentials } from "./scrub";
import { readSources } from "./sources";
import { objectIdSchema } from "./wire";

/** The vendor states no limit; its own client polls every 2 s. A list comes with its sources and creators, hence less often. */
const LIST_INTERVAL_SECONDS = 4;

/** All that the vendor's document names. Which of them a list has when none is asked for, it does not tell. */
const ALL_STATES = [
  "new",
  "uploading",
  "downloading",
  "building",
  "verifying",
  "saving",
  "live",
  "deleting",
  "deleted",
];

/** Cycle, whose images are those of containers. A token is good for one or more hubs: the connection names one. */
export function cycleProvider(options: CycleOptions): ProviderKind {
  return {
    id: "cycle",
    label: cycleText.provider,
    apiUrl: versionedUrl(options.apiUrl).href,
    signIn: {
      tokenHint: cycleText.tokenHint,
      settings: [{ name: "hub", label: cycleText.hub, help: cycleText.hubHelp, isRequired: true }],
    },
    naming: CYCLE_NAMING,
    // No file is ever taken: see the capability.
    upload: {
      maxBytes: MAX_IMAGE_BYTES,
      accepts: "anything",
      hint: null,
      fillsWaiting: false,
      hasForm: false,
      fromTerminal: false,
    },
    scopes: { label: cycleText.source, allLabel: cycleText.allSources },
    showsDeleted: true,
    listIntervalSeconds: LIST_INTERVAL_SECONDS,
    capabilities: () => CAPABILITIES,
    actions: () => [...CYCLE_ACTIONS],
    open: (call) => openProvider(options, call),
  };
}

const CAPABILITIES: Capabilities = {
  upload: { allowed: false, reason: cycleText.noUpload },
  download: { allowed: false, reason: cycleText.noDownload },
  delete: { allowed: true },
  restore: { allowed: false, reason: cycleText.noRestore },
  log: { allowed: true },
  audit: { allowed: false, reason: cycleText.noAudit },
};

function openProvider(options: CycleOptions, call: ProviderCall): ImageProvider {
  const client = createCycleClient(options, call);
  return {
    // The images API does not tell whose key it is: a list of one image tells whether key and hub go together.
    async identify() {
      if (!objectIdSchema.safeParse(call.settings["hub"]).success) throw notAHubId();
      try {
        await client.images({ number: 1, size: 1 });
      } catch (error) {
        throw withHubHint(error);
      }
      return { name: null, role: null };
    },
    async list({ cursor, limit, includeDeleted, scope }) {
      const page = toPage(cursor, limit);
      const states = includeDeleted ? ALL_STATES : undefined;
      const list = await client.images({ ...page, sourceId: scope, states });
      return toImagePage(list, { includeDeleted, nextCursor: cursorAfter(page, list.data?.length ?? 0) });
    },
    async get(imageId) {
      const { data, includes } = await client.image(requireImageId(imageId));
      return toImage(data, includes);
    },
    // A job does it; the image is `deleting` until then.
    async delete(imageId) {
      toJobId((await client.deleteImage(requireImageId(imageId))).data);
    },
    scopes: async () => (await readSources(client)).map((source) => ({ id: source.id, label: sourceName(source) })),
    actions: cycleActions(client),
    // For up to five questions after a job was begun, 2 s apart, Cycle answers that there is none (the vendor's client waits as long):
    // who follows a job bears with that many `not_found` in a row.
    job: async (jobId) => toJob((await client.job(jobId)).data),
    log: async (imageId) => ({ text: withoutCredentials((await client.buildLog(requireImageId(imageId))).data.log) }),
  };
}

function notAHubId(): ApiError {
  const message = cycleText.notAHubId;
  return new ApiError("invalid_request", message, { details: [{ field: "settings.hub", message }] });
}

/** A key that is good for another hub may be refused like one that is good for none. */
function withHubHint(error: unknown): unknown {
  return error instanceof ApiError && error.code === "token_rejected"
    ? new ApiError(error.code, `${error.message} ${cycleText.checkHub}`)
    : error;
}
