"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { ImageStatusLabel } from "@/components/images/image-status";
import { useConnection } from "@/components/layout/connection-context";
import { WayBack } from "@/components/layout/way-back";
import { buttonClassName } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { UploadArea } from "@/components/uploads/upload-area";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { imagesPath } from "@/lib/utils/paths";
import { ImageActions } from "./image-actions";
import { ImageDetails } from "./image-details";
import { ImageStates } from "./image-states";
import { PlaceContext } from "./place";
import { useImage, type Deletion } from "./use-image";

/** The page of one image: everything that is known of it, and what one can do with it. */
export function ImageView({ imageId }: { imageId: string }): ReactNode {
  const router = useRouter();
  const connection = useConnection().id;
  const listPath = imagesPath(connection);
  const shown = useImage(imageId);
  const { image, deletion, setDeletion } = shown;
  const toList = (
    <Link href={listPath} className={buttonClassName()}>
      {detailsText.gone.back}
    </Link>
  );
  return (
    <UploadArea>
      <WayBack connection={connection} />
      {deletion !== "done" && (
        <PlaceContext value="page">
          <ImageStates imageId={imageId} shown={shown} heading="h1" wayBack={toList} />
          {image !== undefined && (
            <>
              <ImageHeader
                image={image}
                onDeletion={(next) => {
                  setDeletion(next);
                  if (next === "done") router.replace(listPath);
                }}
              />
              <ImageDetails image={image} />
            </>
          )}
        </PlaceContext>
      )}
    </UploadArea>
  );
}

function ImageHeader({ image, onDeletion }: { image: Image; onDeletion: (deletion: Deletion) => void }): ReactNode {
  // The server does not ask the provider for the page's title.
  useEffect(() => {
    document.title = detailsText.pageTitle(image.name);
  }, [image.name]);

  return (
    <header className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex items-center gap-1">
          <h1 className="text-xl font-semibold wrap-anywhere">{image.name}</h1>
          <CopyButton text={image.name} what={detailsText.name} label={detailsText.copyName(image.name)} />
        </div>
        <div className="mt-1">
          <ImageStatusLabel image={image} />
        </div>
      </div>
      <ImageActions image={image} onDeletion={onDeletion} />
    </header>
  );
}
