import type { ImageStatus } from "@/lib/contract/image";
import type { UploadFailure } from "@/lib/upload/upload-view";
import type { Fault } from "./fault";
import type { UploadImage } from "./upload-state";

/**
 * Everything that can happen to one upload. Times and chances come in from outside (`now`, `retryAt`, `readAt`, epoch ms),
 * so that the same events always lead to the same state.
 */
export type UploadEvent =
  // What people and the browser say.
  | { type: "pause" }
  | { type: "resume" }
  | { type: "retry" }
  | { type: "cancel" }
  | { type: "online" }
  | { type: "offline" }
  | { type: "tick"; now: number }
  /** The token is refused or gone, as another request of the same connection learned. */
  | { type: "unauthorized"; cause: string }
  /** There is a token again. */
  | { type: "authorized" }
  // The image.
  | { type: "create_began" }
  | { type: "created"; image: UploadImage }
  /**
   * The answer to `complete`, or to a read of the status. `imageId`: the image's id from now on, which differs where the provider
   * makes the image only when it is completed. `readAt`: when to look again if it is not final.
   */
  | {
      type: "status_answered";
      to: "complete" | "read";
      imageId: string;
      status: ImageStatus;
      reason: string | null;
      readAt: number;
    }
  | { type: "deleted" }
  /** Any request about the image that failed; the phase tells which. */
  | { type: "request_failed"; fault: Fault; retryAt: number }
  // The parts.
  | { type: "part_began"; partNumber: number }
  | { type: "part_progressed"; partNumber: number; sentBytes: number }
  | { type: "part_acknowledged"; partNumber: number }
  | { type: "part_failed"; partNumber: number; fault: Fault; retryAt: number }
  // The file.
  | { type: "hash_progressed"; hashedBytes: number; checkpoint: { bytes: number; state: string } | null }
  | { type: "hash_finished"; sha256: string }
  | { type: "file_failed"; failure: UploadFailure };
