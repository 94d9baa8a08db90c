"use client";

import { HardDrive } from "lucide-react";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useCallback, useMemo, type ReactNode } from "react";
import { RowActionsProvider } from "@/components/images/image-actions-menu";
import { ImageMakers } from "@/components/images/image-makers";
import { ConnectionProvider, usePresentConnections } from "@/components/layout/connection-context";
import { EmptyState } from "@/components/ui/empty-state";
import { onDemand } from "@/components/ui/on-demand";
import { InterruptedUploads } from "@/components/uploads/interrupted-uploads";
import { UploadArea } from "@/components/uploads/upload-area";
import { useImagesOfConnections } from "@/lib/client/use-images-of-connections";
import type { Image } from "@/lib/contract/image";
import { connectionNames } from "@/lib/text/connection-names";
import { listText } from "@/lib/text/list-text";
import { useListAddress } from "@/components/images/list/address/use-list-address";
import { ConnectionTroubles } from "./connection-troubles";
import { imageKey, parseImageKey } from "./image-key";
import { ImagesSkeleton } from "./images-skeleton";
import { LoadedList } from "./loaded-list";
import { useLastKnown } from "./use-last-known";

const ImagePanel = onDemand(async () => (await import("@/components/images/details/image-panel")).ImagePanel);

const { all: text } = listText;

/** The images of every connection in one list. What fails for one of them is a line; the others are there all the same. */
export function AllImagesView(): ReactNode {
  return (
    <NuqsAdapter>
      <UploadArea>
        <AllImagesPage />
      </UploadArea>
    </NuqsAdapter>
  );
}

function AllImagesPage(): ReactNode {
  const connections = usePresentConnections();
  const sources = useMemo(() => connectionNames(connections), [connections]);
  const showsDeleted = connections.some((connection) => connection.showsDeleted);
  const [address, actions] = useListAddress(showsDeleted);
  const all = useImagesOfConnections(connections, { includeDeleted: address.deleted });
  const images = useLastKnown(all.images, connections);
  const { showImage } = actions;
  const open = useCallback((image: Image | null) => showImage(image && imageKey(image)), [showImage]);
  const opened = address.image === null ? null : parseImageKey(address.image);
  const connection = connections.find(({ id }) => id === opened?.connection);
  return (
    <RowActionsProvider onShowDetails={open}>
      <header className="mb-4 flex min-h-8 flex-wrap items-center gap-3">
        <h1 tabIndex={-1} className="text-xl font-semibold whitespace-nowrap outline-none">
          {text.title}
        </h1>
        <ImageMakers connections={connections} />
      </header>
      <InterruptedUploads />
      <ConnectionTroubles troubles={all.troubles} sources={sources} />
      <div data-wide className="lg:flex lg:items-start lg:gap-4">
        <div className="min-w-0 flex-1">
          {/* Where nothing could be read, the lines above say so. */}
          {images === undefined && all.troubles.length < connections.length && <ImagesSkeleton />}
          {images !== undefined && (
            <LoadedList
              all={all}
              images={images}
              address={address}
              actions={actions}
              connection={null}
              sources={sources}
              showsDeleted={showsDeleted}
              openImage={address.image}
              onOpen={open}
              empty={<NothingYet />}
            />
          )}
        </div>
        {opened !== null && connection !== undefined && (
          <ConnectionProvider key={address.image} connection={connection}>
            <ImagePanel imageId={opened.id} onClose={() => actions.showImage(null)} />
          </ConnectionProvider>
        )}
      </div>
    </RowActionsProvider>
  );
}

function NothingYet(): ReactNode {
  return (
    <div className="rounded-lg border border-dashed border-line-strong bg-surface">
      <EmptyState icon={HardDrive} title={listText.empty.title}>
        {text.empty}
      </EmptyState>
    </div>
  );
}
