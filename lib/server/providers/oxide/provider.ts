import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Capabilities } from "@/lib/contract/session";
import type { ImageProvider, ProviderCall, ProviderKind } from "@/lib/server/providers/types";
import { oxideText } from "@/lib/text/oxide-text";
import { OXIDE_ACTIONS, oxideActions } from "./actions";
import { createOxideClient, type OxideApi } from "./client";
import { SNAPSHOT_WAITS, type SnapshotWaits } from "./create-from-disk";
import { OXIDE_NAMING, parseImageId } from "./image-id";
import { listImages, projectNames } from "./list-images";
import { SILO_SCOPE, toAccount, toImage } from "./mapper";
import { removeUpload, type RemovalWaits } from "./remove-upload";
import { temporaryDiskName } from "./temporary-disk";
import { readUploadFacts } from "./upload-facts";
import { toUploadImage } from "./upload-image";
import { createUploadRuns, type UploadRuns } from "./upload-runs";
import { MAX_UPLOAD_BYTES, oxideUploads, type UploadSurroundings } from "./uploads";

/** Each list is two requests for every project. */
const LIST_INTERVAL_SECONDS = 10;

/** Below the browser's own 60 s for an answer. */
const REMOVAL_WAITS: RemovalWaits = { everyMs: 1_000, atMostMs: 20_000 };

/** `waits`: for tests that do not want to wait. */
export interface OxideOptions extends OxideApi {
  waits?: NonNullable<UploadSurroundings["waits"]> & { removal?: RemovalWaits; snapshot?: SnapshotWaits };
}

/** Oxide: images of a silo and of its projects. */
export function oxideProvider(options: OxideOptions): ProviderKind {
  const runs = createUploadRuns();
  return {
    id: "oxide",
    label: "Oxide",
    apiUrl: options.apiUrl.href.replace(/\/+$/, ""),
    signIn: { tokenHint: oxideText.tokenHint, settings: [] },
    naming: OXIDE_NAMING,
    upload: {
      maxBytes: MAX_UPLOAD_BYTES,
      accepts: "raw",
      hint: oxideText.uploadHint,
      hasForm: true,
      fillsWaiting: true,
      fromTerminal: false,
    },
    scopes: { label: oxideText.project, allLabel: oxideText.allProjects },
    showsDeleted: false,
    listIntervalSeconds: LIST_INTERVAL_SECONDS,
    capabilities: () => CAPABILITIES,
    actions: () => OXIDE_ACTIONS,
    open: (call) => openProvider(options, runs.of(call.token), call),
  };
}

function openProvider(options: OxideOptions, runs: UploadRuns, call: ProviderCall): ImageProvider {
  const client = createOxideClient(options, call);
  // Finalizing takes longer than people wait, and half of a removal helps nobody.
  const lasting = createOxideClient(options, { ...call, signal: new AbortController().signal });
  return {
    identify: async () => toAccount(await client.me()),
    list: async ({ scope }) => ({ images: await listImages(client, runs, scope), nextCursor: null }),
    async get(imageId) {
      const reference = parseImageId(imageId);
      if (reference.kind === "image") {
        const [image, projects] = await Promise.all([client.image(reference.id), projectNames(client)]);
        return toImage(image, projects);
      }
      const [facts, projects] = await Promise.all([
        readUploadFacts(client, reference.projectId, reference.name),
        projectNames(client),
      ]);
      if (facts === null) throw new ApiError("not_found", oxideText.noSuchImage);
      // What was uploaded is an image by now, with an id of its own.
      if (facts.disk === null) return toImage(facts.image, projects);
      return toUploadImage(facts, projects, runs.stateOf(facts.disk.id));
    },
    async delete(imageId) {
      const reference = parseImageId(imageId);
      if (reference.kind === "image") {
        await client.deleteImage(reference.id);
        return;
      }
      const disk = await client.diskByName(reference.projectId, temporaryDiskName(reference.name));
      if (disk === null) throw new ApiError("not_found", oxideText.noSuchImage);
      const waits = options.waits?.removal ?? REMOVAL_WAITS;
      const wasThere = await runs.remove(disk.id, () => removeUpload(lasting, reference, waits));
      if (!wasThere) throw new ApiError("not_found", oxideText.noSuchImage);
    },
    upload: oxideUploads({ client, lasting, runs, call, waits: options.waits }),
    scopes: async () => [
      { id: SILO_SCOPE, label: oxideText.wholeSilo },
      ...[...(await projectNames(client))].map(([id, label]) => ({ id, label })),
    ],
    actions: oxideActions(client, lasting, options.waits?.snapshot ?? SNAPSHOT_WAITS),
  };
}

const CAPABILITIES: Capabilities = {
  upload: { allowed: true },
  download: { allowed: false, reason: oxideText.noDownload },
  delete: { allowed: true },
  restore: { allowed: false, reason: oxideText.noRestore },
  log: { allowed: false, reason: oxideText.noLog },
  audit: { allowed: false, reason: oxideText.noAudit },
};
