import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { IMAGES_API_NAMING } from "@/lib/contract/image-name";
import { GIB, MAX_IMAGE_BYTES } from "@/lib/contract/limits";
import type { Account, Capabilities } from "@/lib/contract/session";
import { partSizeFor, type UploadPlan } from "@/lib/contract/upload-plan";
import type { ImageProvider, ProviderCall, ProviderKind } from "@/lib/server/providers/types";
import { createSfcomputeClient, withPrefix, type SfcomputeOptions } from "./client";
import { toAccount, toDownloadLink, toImage, toImagePage, toPartUrl } from "./mapper";

/** The images API has no limit of its own that is known, and a list of news is one small page. */
const LIST_INTERVAL_SECONDS = 2;

const NO_LOG = { allowed: false, reason: "The images API keeps no log of how an image was made." } as const;

const IRREVOCABLE = "SF Compute's API cannot take back a deletion.";

/** SF Compute, or the embedded images API, which speaks the same contract. */
export function sfcomputeProvider(options: SfcomputeOptions): ProviderKind {
  const label = options.embedded ? "Images API" : "SF Compute";
  return {
    id: "sfcompute",
    label,
    apiUrl: withPrefix(options.publicUrl, options.prefix).href,
    signIn: { tokenHint: null, settings: [] },
    naming: IMAGES_API_NAMING,
    upload: { maxBytes: MAX_IMAGE_BYTES, accepts: "anything", hint: null, hasForm: false, fromTerminal: true },
    scopes: null,
    listIntervalSeconds: LIST_INTERVAL_SECONDS,
    capabilities: (account) => capabilities(account, options.embedded),
    actions: () => [],
    open: (call) => openProvider(options, label, call),
  };
}

function openProvider(options: SfcomputeOptions, label: string, call: ProviderCall): ImageProvider {
  const client = createSfcomputeClient(options, label, call);
  return {
    identify: async () => toAccount(await client.account()),
    list: async (query) => toImagePage(await client.list(query)),
    get: async (imageId) => toImage(await client.get(imageId)),
    async delete(imageId) {
      await client.delete(imageId);
    },
    upload: {
      async create({ name, sizeBytes }) {
        const plan = planFor(sizeBytes);
        return { image: toImage(await client.create(name)), plan };
      },
      async plan(imageId, { sizeBytes }) {
        const plan = planFor(sizeBytes);
        const { status, deletedAt } = toImage(await client.get(imageId));
        if (deletedAt === null && (status === "waiting" || status === "uploading")) return plan;
        throw new ApiError("conflict", "This image takes no bytes any more.");
      },
      createPartUrl: async (imageId, { partNumber }) => toPartUrl(await client.createPartUrl(imageId, partNumber)),
      complete: async (imageId, { sha256 }) => toImage(await client.complete(imageId, sha256)),
    },
    ...(options.embedded && { restore: async (imageId: string) => toImage(await client.restore(imageId)) }),
    downloadLink: async (imageId) => toDownloadLink(await client.download(imageId)),
  };
}

/** The contract leaves the size of parts to the client. */
function planFor(sizeBytes: number): UploadPlan {
  if (sizeBytes > MAX_IMAGE_BYTES) {
    throw new ApiError("too_large", `An image has at most ${MAX_IMAGE_BYTES / GIB} GiB.`);
  }
  return { kind: "multipart", partSizeBytes: partSizeFor(sizeBytes) };
}

function capabilities({ role }: Account, embedded: boolean): Capabilities {
  const allowed = { allowed: true } as const;
  const irrevocable = { allowed: false, reason: IRREVOCABLE } as const;
  if (role !== "viewer") {
    return {
      upload: allowed,
      download: allowed,
      delete: allowed,
      restore: embedded ? allowed : irrevocable,
      log: NO_LOG,
    };
  }
  return {
    upload: {
      allowed: false,
      reason: "Your API token may look at images but not upload any. Sign in with an operator's token.",
    },
    download: allowed,
    delete: {
      allowed: false,
      reason: "Your API token may look at images but not delete any. Sign in with an operator's token.",
    },
    restore: {
      allowed: false,
      reason: "Your API token may look at images but not restore any. Sign in with an operator's token.",
    },
    log: NO_LOG,
  };
}
