"use client";

import { RotateCw, X } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { BulkActions } from "@/components/images/bulk/bulk-actions";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { AllImages } from "@/lib/client/use-all-images";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { classNames } from "@/lib/utils/class-names";
import { BAR_HEIGHT } from "@/components/images/list/table/row-height";
import { useKeptFocus } from "@/components/images/list/selection/use-kept-focus";
import { WalkNote } from "./walk-note";

interface ListBarProps {
  all: AllImages;
  /** Of all images, those that are shown. */
  shown: readonly Image[];
  count: number;
  /** Whether only some were asked for. */
  isFiltered: boolean;
  selected: readonly Image[];
  /** Selected ones that are not shown. */
  hiddenCount: number;
  onSelectAll: () => void;
  onClear: () => void;
}

/** The line above the table: how many images there are, or what can be done with those that are selected. */
export function ListBar(props: ListBarProps): ReactNode {
  const { all, shown, count, isFiltered, selected, hiddenCount, onSelectAll, onClear } = props;
  const isSelecting = selected.length > 0;
  const { totals, selection } = listText;
  const bar = useRef<HTMLDivElement>(null);
  // "Select all" goes once all are selected; with the selection go its actions, and whoever selected was in the table.
  useKeptFocus(bar, () =>
    isSelecting
      ? (bar.current?.querySelector("button") ?? null)
      : document.querySelector<HTMLElement>("main tr[tabindex='0']"),
  );
  const text = isSelecting
    ? selection.count(selected.length, hiddenCount)
    : isFiltered
      ? totals.found(shown.length, count, all.isExact)
      : totals.all(count, all.isExact);
  return (
    <div
      ref={bar}
      {...(isSelecting ? { role: "toolbar", "aria-label": selection.toolbar } : {})}
      style={{ height: BAR_HEIGHT }}
      // While one scrolls through what is selected, its actions stay at hand.
      className={classNames("text-xs text-ink-muted", isSelecting && "sticky top-12 z-10 -mx-1 bg-canvas px-1")}
    >
      {/* Where there is no room for all actions, they scroll; what lies under the bar does not show through where they fade. */}
      <div className={classNames("flex h-full items-center gap-2", isSelecting && "sideways -mx-1 pr-6 pl-1")}>
        {isSelecting && (
          <IconButton label={selection.clear} tooltip={null} onClick={onClear} className="ml-1 sm:mr-1 sm:ml-1.5">
            <X aria-hidden />
          </IconButton>
        )}
        {/* Two hundred more, fifty times over, is no news to be read out. */}
        <output
          aria-live={all.walk.state === "reading" && !isFiltered && !isSelecting ? "off" : "polite"}
          className={classNames("shrink-0 tabular-nums", isSelecting && "font-medium text-ink")}
        >
          {text}
        </output>
        {isSelecting ? (
          <>
            <div className="flex shrink-0 items-center gap-2 sm:ml-2">
              <BulkActions selected={selected} onClear={onClear} />
            </div>
            {selected.length - hiddenCount < shown.length && (
              <Button size="small" look="quiet" onClick={onSelectAll}>
                {selection.selectAll(shown.length)}
              </Button>
            )}
          </>
        ) : (
          <>
            <WalkNote walk={all.walk} isExact={all.isExact} isTroubleTold={all.error !== null} />
            <div className="ml-auto">
              <RefreshButton all={all} />
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** Turns while it reads what was asked for here; the list looks for news by itself as well, and does not speak of that. */
function RefreshButton({ all }: { all: AllImages }): ReactNode {
  const [isAsked, setIsAsked] = useState(false);
  const isReading = all.isFetching || all.walk.state === "reading";
  const [hasBegun, setHasBegun] = useState(false);
  if (isAsked && isReading && !hasBegun) setHasBegun(true);
  if (isAsked && hasBegun && !isReading) {
    setIsAsked(false);
    setHasBegun(false);
  }
  return (
    <IconButton
      label={listText.refresh}
      aria-busy={isAsked || undefined}
      onClick={() => {
        if (isAsked) return;
        setIsAsked(true);
        all.refresh();
      }}
    >
      <RotateCw aria-hidden className={isAsked ? "animate-spin motion-reduce:animate-none" : undefined} />
    </IconButton>
  );
}
