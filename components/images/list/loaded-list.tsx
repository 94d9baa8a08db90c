"use client";

import { useMemo, useRef, type ReactNode } from "react";
import type { AllImages } from "@/lib/client/use-all-images";
import type { Image } from "@/lib/contract/image";
import type { Connection } from "@/lib/contract/session";
import { leavesOut, type ListAddress } from "@/components/images/list/address/list-address";
import type { ListAddressActions } from "@/components/images/list/address/use-list-address";
import { ListToolbar } from "@/components/images/list/filters/list-toolbar";
import { NothingFound } from "@/components/images/list/filters/nothing-found";
import { useShownImages } from "@/components/images/list/filters/use-shown-images";
import { useSelection } from "@/components/images/list/selection/use-selection";
import { ImagesTable } from "@/components/images/list/table/images-table";
import { worthwhileColumns } from "@/components/images/list/table/told-columns";
import { useListPreferences } from "@/components/images/list/view/list-preferences";
import { ListBar } from "./list-bar";
import { useListCommands } from "./use-list-commands";

interface LoadedListProps {
  all: AllImages;
  images: readonly Image[];
  address: ListAddress;
  actions: ListAddressActions;
  /** The page's; null on the page of all. */
  connection: Connection | null;
  /** What the connections are called, by id, on the page of all. */
  sources: ReadonlyMap<string, string> | null;
  /** Deleted images can be asked for. */
  showsDeleted: boolean;
  /** The key of the image whose details are open. */
  openImage: string | null;
  onOpen: (image: Image | null) => void;
  /** Stands in the list's place while there is nothing to list. */
  empty: ReactNode;
}

/** The images that there are: what one asks for, what is selected, and the table. */
export function LoadedList(props: LoadedListProps): ReactNode {
  const { all, images, address, actions, connection, sources, showsDeleted, openImage, onOpen, empty } = props;
  const preferences = useListPreferences();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { shown, words } = useShownImages(images, address);
  const selection = useSelection(images, shown, all.isExact);
  const columns = useMemo(() => worthwhileColumns(images, preferences.columns), [images, preferences.columns]);
  useListCommands({
    address,
    actions,
    selection,
    density: preferences.density,
    showsDeleted,
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
  if (images.length === 0 && all.isExact && !address.deleted && address.scope === null) return empty;
  return (
    <div ref={list}>
      <div className="@container">
        <ListToolbar
          searchRef={search}
          address={address}
          actions={actions}
          images={images}
          connection={connection}
          sources={sources}
          showsDeleted={showsDeleted}
          onLeaveSearch={() => list.current?.querySelector<HTMLElement>("tr[data-index='0']")?.focus()}
        />
      </div>
      <ListBar
        all={all}
        shown={shown}
        count={images.length}
        isFiltered={leavesOut(address)}
        selected={selection.selected}
        hiddenCount={selection.hiddenCount}
        onSelectAll={selection.selectShown}
        onClear={selection.clear}
      />
      {shown.length === 0 ? (
        <NothingFound address={address} sources={sources} showsDeleted={showsDeleted} all={all} onClear={clearWishes} />
      ) : (
        <ImagesTable
          sources={sources}
          images={shown}
          isExact={all.isExact}
          words={words}
          sort={address.sort}
          onSort={actions.sort}
          chosenColumns={columns}
          density={preferences.density}
          selection={selection.selection}
          onSelection={selection.change}
          openImage={openImage}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}
