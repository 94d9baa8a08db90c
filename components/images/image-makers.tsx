"use client";

import type { ReactNode } from "react";
import { canCreateImages, CreateImageButton } from "@/components/actions/create-image-button";
import { UploadButton } from "@/components/uploads/upload-button";
import type { Connection } from "@/lib/contract/session";
import { listText } from "@/lib/text/list-text";

/** The buttons that make images in a connection. Where files cannot be uploaded, the other ways take that button's place. */
export function ImageMakers({ connection }: { connection: Connection }): ReactNode {
  const isOffered = canCreateImages(connection);
  const isUploadShown = connection.capabilities.upload.allowed || !isOffered;
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {isOffered && <CreateImageButton connection={connection} look={isUploadShown ? "secondary" : "primary"} />}
      {isUploadShown && <UploadButton label={listText.upload} />}
    </div>
  );
}
