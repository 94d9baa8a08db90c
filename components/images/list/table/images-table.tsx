"use client";

import { memo, useMemo, useRef, type ReactNode } from "react";
import { imageKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { imagePath } from "@/lib/utils/paths";
import { COLUMN_ORDER, type OptionalColumn } from "./columns";
import { fitColumns } from "./fit-columns";
import { ImageRow } from "./image-row";
import type { Density } from "@/components/images/list/view/list-preferences";
import { BAR_HEIGHT } from "./row-height";
import { deselectAll, selectAll, selectedShare, type Selection } from "@/components/images/list/selection/selection";
import type { ListSort } from "@/components/images/list/filters/sort-images";
import { TableHead } from "./table-head";
import { usePlaceOnPage, type PlaceOnPage } from "./use-place-on-page";
import { useRowCursor, useRowFocus } from "./use-row-cursor";
import { useRowEvents } from "./use-row-events";
import { useVirtualRows } from "./use-virtual-rows";

/** Of the page's top bar, in px, below which the table's head stays. */
const TOP_BAR_HEIGHT = 48;

interface ImagesTableProps {
  /** What the connections are called, by id, where images of several are shown; null where that goes without saying. */
  sources: ReadonlyMap<string, string> | null;
  /** Those that are shown, in their order. */
  images: readonly Image[];
  /** Every page was read. */
  isExact: boolean;
  /** Of the search. */
  words: readonly string[];
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  chosenColumns: ReadonlySet<OptionalColumn>;
  density: Density;
  selection: Selection;
  onSelection: (change: (selection: Selection) => Selection) => void;
  /** The key of the image whose details are open. */
  openImage: string | null;
  onOpen: (image: Image | null) => void;
}

/** The images as a table, of which only the rows in sight exist. Where there is room for one column only, each row is a card. */
export const ImagesTable = memo(function ImagesTable(props: ImagesTableProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const place = usePlaceOnPage(box);
  return (
    <div ref={box} className="min-h-16 rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      {place !== null && <PlacedTable {...props} place={place} />}
    </div>
  );
});

function PlacedTable({ place, ...props }: ImagesTableProps & { place: PlaceOnPage }): ReactNode {
  const { images, selection, onSelection, density, openImage, chosenColumns, sources } = props;
  const { width } = place;
  const element = useRef<HTMLTableElement>(null);
  const { isCards, widths, shownColumns } = useColumnFit(width, chosenColumns, sources !== null);

  const headTop = TOP_BAR_HEIGHT + (selection.keys.size > 0 ? BAR_HEIGHT : 0);
  const cursor = useRowCursor(images);
  const { drawn, gapAfter, pageRows, scrollToRow } = useVirtualRows({
    images,
    density,
    isCards,
    tableTop: place.top,
    headTop,
    keptRow: cursor.index,
  });
  useRowFocus(element, cursor, scrollToRow);
  const events = useRowEvents({ ...props, cursor, pageRows });

  return (
    <table
      ref={element}
      aria-label={listText.title}
      aria-rowcount={props.isExact ? images.length + 1 : -1}
      aria-description={listText.row.keys}
      className="w-full table-fixed border-separate border-spacing-0 text-left tabular-nums"
      {...events}
    >
      <colgroup>
        {shownColumns.map((column) => (
          <col key={column} style={{ width: widths.get(column) ?? undefined }} />
        ))}
      </colgroup>
      <TableHead
        columns={shownColumns}
        isCards={isCards}
        sort={props.sort}
        onSort={props.onSort}
        share={selectedShare(selection, images)}
        onSelectAll={(selected) => onSelection((before) => (selected ? selectAll : deselectAll)(before, images))}
        top={headTop}
      />
      <tbody>
        {drawn.flatMap(({ index, height, gapBefore }) => {
          const image = images[index];
          if (image === undefined) return [];
          const key = imageKey(image);
          return [
            gapBefore > 0 && <Gap key={`before ${key}`} height={gapBefore} />,
            <ImageRow
              key={key}
              image={image}
              words={props.words}
              href={imagePath(image.connection, image.id)}
              source={sources?.get(image.connection) ?? null}
              columns={shownColumns}
              index={index}
              height={height}
              isSelected={selection.keys.has(key)}
              isOpen={openImage === key}
              tabIndex={cursor.index === index ? 0 : -1}
            />,
          ];
        })}
        {gapAfter > 0 && <Gap height={gapAfter} />}
      </tbody>
    </table>
  );
}

/** What stays the same while the width does, for rows compare it. */
function useColumnFit(width: number, chosen: ReadonlySet<OptionalColumn>, hasProvider: boolean) {
  return useMemo(() => {
    const fit = fitColumns(width, chosen, hasProvider);
    return { ...fit, shownColumns: COLUMN_ORDER.filter((column) => fit.widths.has(column)) };
  }, [width, chosen, hasProvider]);
}

/** Room for rows that are not in sight. */
function Gap({ height }: { height: number }): ReactNode {
  return <tr aria-hidden style={{ height }} />;
}
