import type { UploadView } from "@/lib/upload/upload-view";

/** An upload for tests: 1 of 4 GiB is sent. */
export function uploadView(changes: Partial<UploadView> = {}): UploadView {
  return {
    id: "1",
    connection: "sfcompute",
    account: "ops",
    elsewhere: false,
    imageId: null,
    name: "ubuntu.img",
    fileName: "ubuntu.img",
    sizeBytes: 4 * 1024 ** 3,
    status: "uploading",
    sentBytes: 1024 ** 3,
    sha256: null,
    bytesPerSecond: null,
    secondsLeft: null,
    retry: null,
    failure: null,
    beginsAnew: false,
    expiresAt: null,
    can: { pause: false, resume: false, cancel: false, retry: false, dismiss: false },
    ...changes,
  };
}
