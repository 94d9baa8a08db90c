"use client";

import { HardDrive } from "lucide-react";
import type { ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { EmptyState } from "@/components/ui/empty-state";
import { InterruptedUploads } from "@/components/uploads/interrupted-uploads";
import { UploadArea } from "@/components/uploads/upload-area";
import { UploadButton } from "@/components/uploads/upload-button";
import { useAllImages } from "@/lib/client/use-all-images";
import { RowActionsProvider } from "./image-actions-menu";
import { ImagesSkeleton } from "./images-skeleton";
import { ImagesTable } from "./images-table";

/** The list page: every image of the connection, its status as it changes, and what one can do with it. */
export function ImagesView(): ReactNode {
  const connection = useConnection();
  const images = useAllImages(connection.id);
  return (
    <UploadArea>
      <RowActionsProvider>
        <header className="mb-4 flex min-h-8 items-center gap-3">
          <h1 tabIndex={-1} className="text-xl font-semibold outline-none">
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
              images.images === undefined
                ? "The images could not be loaded"
                : "The list could not be brought up to date"
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
            <ImagesTable connection={connection.id} images={images.images} />
            <footer className="mt-3 flex min-h-8 items-center justify-between gap-3 text-xs text-ink-muted">
              <output className="tabular-nums">{countText(images.images.length, !images.isExact)}</output>
            </footer>
          </>
        )}
      </RowActionsProvider>
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
