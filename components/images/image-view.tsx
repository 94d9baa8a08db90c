"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, SearchX, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button, buttonClassName } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { UploadArea } from "@/components/uploads/upload-area";
import { imageQuery } from "@/lib/client/queries";
import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { DeleteImageDialog } from "./delete-image-dialog";
import { ImageDownload } from "./image-download";
import { ImageFields } from "./image-fields";
import { whyNoDelete } from "./image-permissions";
import { ImageStatusLabel } from "./image-status";

/** The page of one image: everything that is known of it, and what one can do with it. */
export function ImageView({ imageId }: { imageId: string }): ReactNode {
  const router = useRouter();
  const connection = useConnection();
  const [deletion, setDeletion] = useState<"none" | "asked" | "done">("none");
  const {
    data: image,
    error,
    isFetching,
    refetch,
  } = useQuery({
    ...imageQuery(connection.id, imageId),
    // While it is being deleted nobody looks: the answer would be that it is gone.
    enabled: deletion === "none",
  });
  const listPath = `/${connection.id}/images`;
  // A deleted image is told apart from a line that is down, even while its last state is still in memory.
  const isGone = error instanceof ApiError && error.code === "not_found";
  return (
    <UploadArea>
      <Link
        href={listPath}
        className="mb-4 -ml-1 flex w-fit items-center gap-1 rounded-md pr-1.5 text-ink-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        All images
      </Link>
      {isGone && <GoneImage imageId={imageId} listPath={listPath} />}
      {!isGone && error !== null && (
        <RequestError
          title={image === undefined ? "The image could not be loaded" : "The image could not be brought up to date"}
          error={error}
          onRetry={() => void refetch()}
          retrying={isFetching}
          className="mb-4"
        />
      )}
      {!isGone && image === undefined && error === null && (
        <div className="appear-late space-y-4" aria-busy>
          <p className="sr-only">Loading the image</p>
          <Skeleton className="h-6 w-64" />
          <Skeleton className="h-48 w-full" />
        </div>
      )}
      {!isGone && image !== undefined && deletion !== "done" && (
        <ImageDetails image={image} onDelete={() => setDeletion("asked")} />
      )}
      {image !== undefined && deletion === "asked" && (
        <DeleteImageDialog
          connection={connection.id}
          image={image}
          onClose={() => setDeletion("none")}
          onDeleted={() => {
            setDeletion("done");
            router.replace(listPath);
          }}
        />
      )}
    </UploadArea>
  );
}

function ImageDetails({ image, onDelete }: { image: Image; onDelete: () => void }): ReactNode {
  const connection = useConnection();

  // The server does not ask the provider for the page's title.
  useEffect(() => {
    document.title = `${image.name} · Images Dashboard`;
  }, [image.name]);

  return (
    <>
      <header className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex items-center gap-1">
            <h1 className="text-xl font-semibold wrap-anywhere">{image.name}</h1>
            <CopyButton text={image.name} what="Name" label={`Copy name of ${image.name}`} />
          </div>
          <div className="mt-1">
            <ImageStatusLabel image={image} />
          </div>
        </div>
        <Button disabledReason={whyNoDelete(image, connection.capabilities)} onClick={onDelete}>
          <Trash2 aria-hidden className="text-negative" />
          Delete
        </Button>
      </header>
      <div className="space-y-6">
        <ImageDownload image={image} />
        <ImageFields image={image} />
      </div>
    </>
  );
}

function GoneImage({ imageId, listPath }: { imageId: string; listPath: string }): ReactNode {
  return (
    <EmptyState
      icon={SearchX}
      title="There is no such image"
      heading="h1"
      actions={
        <Link href={listPath} className={buttonClassName()}>
          Back to the images
        </Link>
      }
    >
      <p>
        It was deleted, or it belongs to another account. The address asks for{" "}
        <code className="font-mono text-xs wrap-anywhere">{imageId}</code>.
      </p>
    </EmptyState>
  );
}
