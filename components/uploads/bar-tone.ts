import type { UploadView } from "@/lib/upload/upload-view";

/** The colour of an upload's progress bar. */
export function barTone({ status }: Pick<UploadView, "status">): "active" | "paused" | "done" | "failed" {
  switch (status) {
    case "completed":
      return "done";
    case "failed":
      return "failed";
    case "paused":
    case "offline":
    case "unauthorized":
    case "retrying":
    case "queued":
    case "canceling":
      return "paused";
    default:
      return "active";
  }
}
