import "server-only";
import type { AuditQuery } from "@/lib/contract/audit";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderImage } from "@/lib/contract/image";
import { IMAGES_API_NAMING } from "@/lib/contract/image-name";
import { GIB, MAX_IMAGE_BYTES } from "@/lib/contract/limits";
import type { Account, Capabilities, Capability, SignInSetting } from "@/lib/contract/session";
import { partSizeFor, type UploadPlan } from "@/lib/contract/upload-plan";
import type { ImageProvider, ProviderCall, ProviderKind } from "@/lib/server/providers/types";
import { sfcomputeText as text } from "@/lib/text/sfcompute-text";
import { createSfcomputeClient, isPreview, withPrefix, type SfcomputeOptions } from "./client";
import { toAuditPage } from "./audit";
import { toAccount, toDownloadLink, toImage, toImagePage, toPartUrl } from "./mapper";
import { openPreviewActions, previewActions } from "./revoke";
import type { WireImage } from "./wire";

/** The images API has no limit of its own that is known, and a list of news is one small page. */
const LIST_INTERVAL_SECONDS = 2;

const ALLOWED = { allowed: true } as const;

/** SF Compute, or the embedded images API, which speaks the same contract. */
export function sfcomputeProvider(options: SfcomputeOptions): ProviderKind {
  const label = options.embedded ? "Images API" : "SF Compute";
  return {
    id: "sfcompute",
    label,
    apiUrl: withPrefix(options.publicUrl, options.prefix).href,
    signIn: { tokenHint: null, settings: settingsOf(options) },
    naming: IMAGES_API_NAMING,
    upload: {
      maxBytes: MAX_IMAGE_BYTES,
      accepts: "anything",
      hint: null,
      fillsWaiting: true,
      hasForm: false,
      fromTerminal: true,
    },
    scopes: null,
    showsDeleted: !isPreview(options),
    listIntervalSeconds: LIST_INTERVAL_SECONDS,
    capabilities: (account) => capabilities(account, options.embedded),
    actions: (account) => (isPreview(options) ? previewActions(account) : []),
    open: (call) => openProvider(options, label, call),
  };
}

/** A preview works in a workspace; that of the vendor's command line tool requires one. */
function settingsOf({ prefix }: SfcomputeOptions): readonly SignInSetting[] {
  if (!isPreview({ prefix })) return [];
  const isRequired = prefix.startsWith("/preview/");
  return [{ name: "workspace", label: text.workspace, help: text.workspaceHelp, isRequired }];
}

function openProvider(options: SfcomputeOptions, label: string, call: ProviderCall): ImageProvider {
  const client = createSfcomputeClient(options, label, call);
  const preview = isPreview(options);
  const shown = (image: WireImage): ProviderImage => toImage(image, preview);
  return {
    identify: async () => toAccount(await client.account()),
    list: async (query) => toImagePage(await client.list(query), preview),
    get: async (imageId) => shown(await client.get(imageId)),
    async delete(imageId) {
      await client.delete(imageId);
    },
    upload: {
      async create({ name, sizeBytes }) {
        const plan = planFor(sizeBytes);
        return { image: shown(await client.create(name)), plan };
      },
      async plan(imageId, { sizeBytes }) {
        const plan = planFor(sizeBytes);
        const { status, deletedAt } = toImage(await client.get(imageId));
        if (deletedAt === null && (status === "waiting" || status === "uploading")) return plan;
        throw new ApiError("conflict", text.takesNoBytes);
      },
      createPartUrl: async (imageId, request) => toPartUrl(await client.createPartUrl(imageId, request)),
      complete: async (imageId, { sha256 }) => shown(await client.complete(imageId, sha256)),
    },
    ...(options.embedded && {
      restore: async (imageId: string) => toImage(await client.restore(imageId)),
      audit: async (query: AuditQuery) => toAuditPage(await client.audit(query)),
    }),
    ...(preview && { actions: openPreviewActions(client) }),
    downloadLink: async (imageId) => toDownloadLink(await client.download(imageId)),
  };
}

/** The contract leaves the size of parts to the client. */
function planFor(sizeBytes: number): UploadPlan {
  if (sizeBytes > MAX_IMAGE_BYTES) {
    throw new ApiError("too_large", text.tooLarge(MAX_IMAGE_BYTES / GIB));
  }
  return { kind: "multipart", partSizeBytes: partSizeFor(sizeBytes) };
}

function capabilities({ role }: Account, embedded: boolean): Capabilities {
  const mayWrite = role !== "viewer";
  return {
    upload: mayWrite ? ALLOWED : refused(text.noUpload),
    download: ALLOWED,
    delete: mayWrite ? ALLOWED : refused(text.noDeletion),
    restore: restoring(mayWrite, embedded),
    log: refused(text.noLog),
    audit: auditReading(role, embedded),
  };
}

function auditReading(role: Account["role"], embedded: boolean): Capability {
  if (!embedded) return refused(text.noAudit);
  return role === "admin" ? ALLOWED : refused(text.noAuditReading);
}

function restoring(mayWrite: boolean, embedded: boolean): Capability {
  if (!mayWrite) return refused(text.noRestoring);
  return embedded ? ALLOWED : refused(text.noRestore);
}

function refused(reason: string): Capability {
  return { allowed: false, reason };
}
