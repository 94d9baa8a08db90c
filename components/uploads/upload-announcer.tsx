import { memo, type ReactNode } from "react";
import type { UploadView } from "@/lib/upload/upload-view";
import { announcement } from "./upload-words";

/** Tells a screen reader what a person watching would not want to miss, and nothing of the bytes in between. */
export function UploadAnnouncer({ uploads }: { uploads: readonly UploadView[] }): ReactNode {
  return (
    // Not atomic: only the sentence that changed is read out.
    <div aria-live="polite" aria-atomic={false} className="sr-only">
      {uploads.map((upload) => (
        <Announcement key={upload.id} upload={upload} />
      ))}
    </div>
  );
}

/** Most of a thousand uploads say the same as a moment ago. */
const Announcement = memo(function Announcement({ upload }: { upload: UploadView }): ReactNode {
  return <p>{announcement(upload)}</p>;
});
