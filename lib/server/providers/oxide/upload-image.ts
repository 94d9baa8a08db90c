import "server-only";
import type { ImageStatus, ProviderImage } from "@/lib/contract/image";
import { oxideText } from "@/lib/text/oxide-text";
import { uploadId } from "./image-id";
import { NO_DETAILS, toOperatingSystem, toScope, type ProjectNames } from "./mapper";
import type { UploadFacts } from "./upload-facts";
import type { UploadRuns } from "./upload-runs";
import { nextCompletionStep } from "./upload-steps";

/** The temporary disk of an upload as the image that it is to become. */
export function toUploadImage(
  facts: UploadFacts,
  projects: ProjectNames,
  run: ReturnType<UploadRuns["stateOf"]>,
): ProviderImage {
  const { disk, planned } = facts;
  const { status, reason } = stateOf(facts, run);
  return {
    id: uploadId(disk.project_id, planned.name),
    name: planned.name,
    status,
    providerStatus: disk.state.state,
    createdAt: disk.time_created,
    uploadedAt: null,
    finishedAt: null,
    visibility: "project",
    sha256: null,
    isSha256Verified: null,
    sizeBytes: planned.sizeBytes,
    failureReason: reason,
    deletedAt: null,
    details: {
      ...NO_DETAILS,
      description: planned.description === "" ? null : planned.description,
      operatingSystem: toOperatingSystem(planned),
      scope: toScope(disk.project_id, projects),
      facts: [
        { label: oxideText.temporaryDisk, value: disk.name, kind: "code" },
        { label: oxideText.diskSize, value: String(disk.size), kind: "bytes" },
        { label: oxideText.blockSize, value: String(disk.block_size), kind: "bytes" },
      ],
    },
    actions: [],
  };
}

function stateOf(
  facts: UploadFacts,
  run: ReturnType<UploadRuns["stateOf"]>,
): { status: ImageStatus; reason: string | null } {
  if (run === "removing") return { status: "deleting", reason: null };
  const step = nextCompletionStep(facts);
  switch (step.kind) {
    case "failed":
      // What is being completed is read again at each step, and fails by itself.
      return run === "completing" ? VERIFYING : { status: "failed", reason: oxideText.uploadFailed[step.reason] };
    case "clean_up":
      return run === "completing" ? VERIFYING : { status: "failed", reason: oxideText.cleanUpLeft };
    case "stop_writing":
    case "finalize":
      return run === "completing" ? VERIFYING : { status: "uploading", reason: null };
    case "make_image":
      return VERIFYING;
    case "wait":
      return facts.disk.state.state === "creating" ? { status: "uploading", reason: null } : VERIFYING;
    default:
      return step satisfies never;
  }
}

const VERIFYING = { status: "verifying", reason: null } as const;
