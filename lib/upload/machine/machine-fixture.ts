import { MIB } from "@/lib/contract/limits";
import { reduce } from "./machine";
import type { UploadEvent } from "./upload-event";
import { queuedUpload, type UploadImage, type UploadState } from "./upload-state";

// What the machine's tests share: one upload of three whole parts and a short one.

export const IMAGE: UploadImage = { id: "image_1", plan: { kind: "multipart", partSizeBytes: 16 * MIB } };
export const SHA256 = "a".repeat(64);
export const SIZE = 3 * 16 * MIB + 5;

export const queued = queuedUpload({
  id: "upload-1",
  connection: "sfcompute",
  account: "ops",
  name: "disk.img",
  file: { name: "disk.img", sizeBytes: SIZE, lastModified: 1 },
});

export function after(events: readonly UploadEvent[], state: UploadState = queued): UploadState {
  return events.reduce(reduce, state);
}

export const begun: UploadEvent[] = [{ type: "create_began" }, { type: "created", image: IMAGE }];

export function sent(partNumber: number): UploadEvent[] {
  return [
    { type: "part_began", partNumber },
    { type: "part_acknowledged", partNumber },
  ];
}

export const allSent = [1, 2, 3, 4].flatMap(sent);
export const hashed: UploadEvent = { type: "hash_finished", sha256: SHA256 };
export const network = { kind: "network", cause: "The line broke." } as const;
export const unauthorized = { kind: "unauthorized", cause: "The token was refused." } as const;
export const refused = { kind: "refused", cause: "The storage answered 403." } as const;
export const gone = { code: "not_found", message: "No such image.", requestId: "r1" } as const;

export function answer(
  to: "complete" | "read",
  status: "completed" | "failed" | "verifying" | "uploading",
): UploadEvent {
  return { type: "status_answered", to, imageId: IMAGE.id, status, reason: null, readAt: 50 };
}
