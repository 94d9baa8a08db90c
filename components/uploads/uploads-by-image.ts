import type { UploadView } from "@/lib/upload/upload-view";
import type { InterruptedUpload, UploadsSnapshot } from "@/lib/upload/uploads-snapshot";

/** What this browser does for an image, or could go on with. */
export type UploadOfImage = { kind: "running"; view: UploadView } | { kind: "interrupted"; upload: InterruptedUpload };

type Uploads = Pick<UploadsSnapshot, "uploads" | "interrupted">;
/** By connection and image: two accounts may see one image. */
type ByImage = ReadonlyMap<string, UploadOfImage>;

/**
 * Finds the upload of an image in a snapshot. The snapshot is gone through once, however many rows ask, and an upload that did
 * not change is answered with the same object as before. A completed one needs no row: its image tells the rest.
 */
export function uploadsByImage(): (snapshot: Uploads, connection: string, imageId: string) => UploadOfImage | null {
  let lastSnapshot: Uploads | null = null;
  let byImage: ByImage = new Map();
  return (snapshot, connection, imageId) => {
    if (snapshot !== lastSnapshot) {
      lastSnapshot = snapshot;
      byImage = index(snapshot, byImage);
    }
    return byImage.get(keyOf(connection, imageId)) ?? null;
  };
}

function index({ uploads, interrupted }: Uploads, before: ByImage): ByImage {
  const byImage = new Map<string, UploadOfImage>();
  for (const upload of interrupted) {
    if (upload.imageId === null) continue;
    const key = keyOf(upload.connection, upload.imageId);
    const known = before.get(key);
    const isSame = known?.kind === "interrupted" && known.upload === upload;
    byImage.set(key, isSame ? known : { kind: "interrupted", upload });
  }
  for (const view of uploads) {
    if (view.imageId === null || view.status === "completed") continue;
    const key = keyOf(view.connection, view.imageId);
    const known = before.get(key);
    const isSame = known?.kind === "running" && known.view === view;
    byImage.set(key, isSame ? known : { kind: "running", view });
  }
  return byImage;
}

function keyOf(connection: string, imageId: string): string {
  return `${connection}/${imageId}`;
}
