"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useDeferredValue, useRef, useState, type ReactNode } from "react";
import { RowActionsProvider } from "@/components/images/image-actions-menu";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { onDemand } from "@/components/ui/on-demand";
import { InterruptedUploads } from "@/components/uploads/interrupted-uploads";
import { UploadArea } from "@/components/uploads/upload-area";
import { UploadButton } from "@/components/uploads/upload-button";
import { useAllImages, type AllImages } from "@/lib/client/use-all-images";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { ImagesSkeleton } from "./images-skeleton";
import { ImagesTable } from "@/components/images/list/table/images-table";
import { hasWishes, type ListAddress } from "@/components/images/list/address/list-address";
import { ListBar } from "./list-bar";
import { useListPreferences } from "@/components/images/list/view/list-preferences";
import { ListToolbar } from "@/components/images/list/filters/list-toolbar";
import { NoImages } from "./no-images";
import { NothingFound } from "@/components/images/list/filters/nothing-found";
import { useListAddress, type ListAddressActions } from "@/components/images/list/address/use-list-address";
import { useListCommands } from "./use-list-commands";
import { useSelection } from "@/components/images/list/selection/use-selection";
import { useShownImages } from "@/components/images/list/filters/use-shown-images";

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
  const [address, actions] = useListAddress();
  const all = useAllImages(connection.id, { includeDeleted: address.deleted });
  const known = useLastKnown(all.images);
  // The first rows are drawn a few at a time, so that the page stays answerable.
  const isFirst = useDeferredValue(known) === undefined;
  const images = isFirst ? undefined : known;
  return (
    <RowActionsProvider onShowDetails={({ id }) => actions.showImage(id)}>
      <header className="mb-4 flex min-h-8 items-center gap-3">
        <h1 tabIndex={-1} className="text-xl font-semibold outline-none">
          {listText.title}
        </h1>
        <div className="ml-auto">
          <UploadButton label={listText.upload} />
        </div>
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
          {images !== undefined && <LoadedList all={all} images={images} address={address} actions={actions} />}
        </div>
        {address.image !== null && (
          <ImagePanel key={address.image} imageId={address.image} onClose={() => actions.showImage(null)} />
        )}
      </div>
    </RowActionsProvider>
  );
}

interface LoadedListProps {
  all: AllImages;
  images: readonly Image[];
  address: ListAddress;
  actions: ListAddressActions;
}

function LoadedList({ all, images, address, actions }: LoadedListProps): ReactNode {
  const connection = useConnection();
  const preferences = useListPreferences();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { shown, words } = useShownImages(images, address);
  const selection = useSelection(images, shown, all.isExact);
  useListCommands({
    address,
    actions,
    selection,
    density: preferences.density,
    focusSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    refresh: all.refresh,
  });
  const clearWishes = () => {
    actions.clearWishes();
    search.current?.focus();
  };
  if (images.length === 0 && all.isExact && !address.deleted) {
    return <NoImages onShowDeleted={() => actions.change({ deleted: true })} />;
  }
  return (
    <div ref={list}>
      <ListToolbar
        searchRef={search}
        address={address}
        actions={actions}
        images={images}
        onLeaveSearch={() => list.current?.querySelector<HTMLElement>("tr[data-index='0']")?.focus()}
      />
      <ListBar
        all={all}
        shown={shown}
        count={images.length}
        isFiltered={hasWishes(address)}
        selected={selection.selected}
        hiddenCount={selection.hiddenCount}
        onSelectAll={selection.selectShown}
        onClear={selection.clear}
      />
      {shown.length === 0 ? (
        <NothingFound address={address} all={all} onClear={clearWishes} />
      ) : (
        <ImagesTable
          connection={connection.id}
          images={shown}
          isExact={all.isExact}
          words={words}
          sort={address.sort}
          onSort={actions.sort}
          chosenColumns={preferences.columns}
          density={preferences.density}
          selection={selection.selection}
          onSelection={selection.change}
          openImage={address.image}
          onOpen={actions.showImage}
        />
      )}
    </div>
  );
}

/** What was there last stays while another set of images (with or without the deleted ones) is on its way. */
function useLastKnown(images: readonly Image[] | undefined): readonly Image[] | undefined {
  const [known, setKnown] = useState(images);
  if (images !== undefined && images !== known) setKnown(images);
  return images ?? known;
}
