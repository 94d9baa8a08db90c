"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useCallback, type ReactNode } from "react";
import { RowActionsProvider } from "@/components/images/image-actions-menu";
import { ImageMakers } from "@/components/images/image-makers";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { onDemand } from "@/components/ui/on-demand";
import { InterruptedUploads } from "@/components/uploads/interrupted-uploads";
import { UploadArea } from "@/components/uploads/upload-area";
import { useAllImages } from "@/lib/client/use-all-images";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { useListAddress } from "@/components/images/list/address/use-list-address";
import { imageKey } from "./image-key";
import { ImagesSkeleton } from "./images-skeleton";
import { LoadedList } from "./loaded-list";
import { NoImages } from "./no-images";
import { useLastKnown } from "./use-last-known";

const ImagePanel = onDemand(async () => (await import("@/components/images/details/image-panel")).ImagePanel);

/** The list page: every image of the connection, its status as it changes, and what one can do with it. */
export function ImagesView(): ReactNode {
  return (
    <NuqsAdapter>
      <UploadArea>
        <ImagesPage />
      </UploadArea>
    </NuqsAdapter>
  );
}

function ImagesPage(): ReactNode {
  const connection = useConnection();
  const [address, actions] = useListAddress(connection.showsDeleted);
  const all = useAllImages(connection.id, { includeDeleted: address.deleted, part: address.scope });
  const images = useLastKnown(all.images, [connection]);
  const { image: openId } = address;
  const { showImage } = actions;
  const open = useCallback((image: Image | null) => showImage(image?.id ?? null), [showImage]);
  return (
    <RowActionsProvider onShowDetails={open}>
      <header className="mb-4 flex min-h-8 flex-wrap items-center gap-3">
        <h1 tabIndex={-1} className="text-xl font-semibold outline-none">
          {listText.title}
        </h1>
        <ImageMakers connections={[connection]} />
      </header>
      <InterruptedUploads />
      {all.error !== null && (
        <RequestError
          title={images === undefined ? listText.notLoaded : listText.notUpdated}
          error={all.error}
          onRetry={all.refresh}
          retrying={all.isFetching}
          className="mb-4"
        />
      )}
      <div data-wide className="lg:flex lg:items-start lg:gap-4">
        <div className="min-w-0 flex-1">
          {images === undefined && all.error === null && <ImagesSkeleton />}
          {images !== undefined && (
            <LoadedList
              all={all}
              images={images}
              address={address}
              actions={actions}
              connection={connection}
              sources={null}
              showsDeleted={connection.showsDeleted}
              openImage={openId === null ? null : imageKey({ connection: connection.id, id: openId })}
              onOpen={open}
              empty={<NoImages onShowDeleted={() => actions.change({ deleted: true })} />}
            />
          )}
        </div>
        {openId !== null && <ImagePanel key={openId} imageId={openId} onClose={() => actions.showImage(null)} />}
      </div>
    </RowActionsProvider>
  );
}
