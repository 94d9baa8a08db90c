"use client";

import { HardDrive } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { EmptyState } from "@/components/ui/empty-state";
import { FillImageDialog } from "@/components/uploads/fill-image-dialog";
import { InterruptedUploads } from "@/components/uploads/interrupted-uploads";
import { UploadArea } from "@/components/uploads/upload-area";
import { UploadButton } from "@/components/uploads/upload-button";
import { useAllImages } from "@/lib/client/use-all-images";
import type { Image } from "@/lib/contract/image";
import { DeleteImageDialog } from "./delete-image-dialog";
import { ImagesSkeleton } from "./images-skeleton";
import { ImagesTable } from "./images-table";

/** An image of the list, and the button that its dialog was opened with. */
interface Chosen {
  image: Image;
  opener: HTMLElement | null;
}

/** The list page: every image of the connection, its status as it changes, and what one can do with it. */
export function ImagesView(): ReactNode {
  const connection = useConnection();
  const images = useAllImages(connection.id);
  const [deleting, setDeleting] = useState<Chosen | null>(null);
  const [filling, setFilling] = useState<Chosen | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const table = useRef<HTMLTableElement>(null);
  return (
    <UploadArea>
      <header className="mb-4 flex min-h-8 items-center gap-3">
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
          Images
        </h1>
        <div className="ml-auto">
          <UploadButton label="Upload images" />
        </div>
      </header>
      <InterruptedUploads />
      {images.error !== null && (
        <RequestError
          title={
            images.images === undefined ? "The images could not be loaded" : "The list could not be brought up to date"
          }
          error={images.error}
          onRetry={() => images.refresh()}
          retrying={images.isFetching}
          className="mb-4"
        />
      )}
      {images.images === undefined && images.error === null && <ImagesSkeleton />}
      {images.images?.length === 0 && <NoImages />}
      {images.images !== undefined && images.images.length > 0 && (
        <>
          <ImagesTable
            ref={table}
            connection={connection.id}
            images={images.images}
            onDelete={(image, opener) => setDeleting({ image, opener })}
            onFill={(image, opener) => setFilling({ image, opener })}
          />
          <footer className="mt-3 flex min-h-8 items-center justify-between gap-3 text-xs text-ink-muted">
            <output className="tabular-nums">{countText(images.images.length, !images.isExact)}</output>
          </footer>
        </>
      )}
      {deleting !== null && (
        <DeleteImageDialog
          connection={connection.id}
          image={deleting.image}
          onClose={() => setDeleting(null)}
          // The row is gone when the image is.
          returnFocus={() => (deleting.opener?.isConnected === true ? deleting.opener : heading.current)}
        />
      )}
      {filling !== null && (
        <FillImageDialog
          target={{ connection: connection.id, account: connection.account.name }}
          image={filling.image}
          onClose={() => setFilling(null)}
          returnFocus={() => (filling.opener?.isConnected === true ? filling.opener : heading.current)}
        />
      )}
    </UploadArea>
  );
}

function countText(count: number, hasMore: boolean): string {
  if (hasMore) return `${count} images so far`;
  return count === 1 ? "1 image" : `All ${count} images`;
}

function NoImages(): ReactNode {
  const { upload } = useConnection().capabilities;
  return (
    <div className="rounded-lg border border-dashed border-line-strong bg-surface">
      <EmptyState
        icon={HardDrive}
        title="No images yet"
        {...(upload.allowed ? { actions: <UploadButton look="secondary" label="Choose files" /> } : {})}
      >
        {upload.allowed
          ? "Drop image files anywhere on this page, or choose them. They go straight to storage, in parts, and survive a bad line."
          : "Images show here as soon as someone with the right to upload adds one."}
      </EmptyState>
    </div>
  );
}
