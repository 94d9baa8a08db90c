"use client";

import type { ReactNode } from "react";
import { CreateImageButton } from "@/components/actions/create-image-button";
import { canCreateImages } from "@/components/actions/offered-actions";
import { UploadButton } from "@/components/uploads/upload-button";
import type { Connection } from "@/lib/contract/session";
import { listText } from "@/lib/text/list-text";
import { classNames } from "@/lib/utils/class-names";

/** The buttons that make images in one connection or several. Where no file can be uploaded, the other ways take that button's place. */
export function ImageMakers({ connections }: { connections: readonly Connection[] }): ReactNode {
  const isOffered = connections.some(canCreateImages);
  const isUploadShown = !isOffered || connections.some(({ capabilities }) => capabilities.upload.allowed);
  return (
    // Two do not fit beside a phone's heading: below it they share the line.
    <div
      className={classNames(
        "ml-auto flex flex-wrap justify-end gap-2",
        isOffered && isUploadShown && "max-sm:w-full max-sm:*:grow",
      )}
    >
      {isOffered && <CreateImageButton connections={connections} look={isUploadShown ? "secondary" : "primary"} />}
      {isUploadShown && <UploadButton label={listText.upload} />}
    </div>
  );
}
