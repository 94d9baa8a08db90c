"use client";

import { X } from "lucide-react";
import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from "react";
import { useCommands } from "@/components/layout/commands/use-commands";
import { onDemand } from "@/components/ui/on-demand";
import { listText } from "@/lib/text/list-text";
import { PanelContent } from "./panel-content";
import { useHasRoomBeside } from "./use-has-room-beside";

const PanelSheet = onDemand(async () => (await import("./panel-sheet")).PanelSheet);

export interface ImagePanelProps {
  imageId: string;
  onClose: () => void;
}

/**
 * An image's details on the list's page: beside the list where there is room for both, else above it as a sheet. The list gives
 * it a place that may be as high as the page; it stays in sight by itself.
 */
export function ImagePanel({ imageId, onClose }: ImagePanelProps): ReactNode {
  const hasRoomBeside = useHasRoomBeside();
  return hasRoomBeside ? (
    <PanelBeside imageId={imageId} onClose={onClose} />
  ) : (
    <PanelSheet imageId={imageId} onClose={onClose} />
  );
}

function PanelBeside({ imageId, onClose }: ImagePanelProps): ReactNode {
  const headingId = useId();
  const panel = useRef<HTMLElement>(null);
  const close = () => {
    const hadFocus = panel.current?.contains(document.activeElement) ?? false;
    onClose();
    if (hadFocus) focusRow(imageId, panel.current);
  };
  const escape = useEffectEvent(close);
  // Escape closes them also where the focus is nowhere, and while the list is still on its way.
  useCommands([
    {
      id: "list-close-details",
      title: listText.commands.closeDetails,
      section: "images",
      keys: "escape",
      icon: X,
      run: close,
    },
  ]);

  useEffect(() => {
    // The element's own listener: through React would also come the keys of menus and dialogs that are open above the panel.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.stopPropagation();
      escape();
    };
    const element = panel.current;
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <aside
      ref={panel}
      aria-labelledby={headingId}
      className="sticky top-16 flex max-h-[calc(100dvh-8.75rem-var(--tray-height,0px))] w-104 flex-col self-start overflow-clip rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)] max-lg:hidden xl:w-116"
    >
      <PanelContent imageId={imageId} headingId={headingId} onClose={close} />
    </aside>
  );
}

/** Where the details were opened from; the page's content when the row has been scrolled away or is gone. */
function focusRow(imageId: string, panel: HTMLElement | null): void {
  // As in its row's address: an id that somebody typed into the page's own may hold what a selector cannot.
  const links = document.querySelectorAll<HTMLElement>(`main a[href$="/${encodeURIComponent(imageId)}"]`);
  const link = [...links].find((candidate) => panel?.contains(candidate) !== true);
  (link?.closest<HTMLElement>("tr[tabindex]") ?? link ?? document.querySelector<HTMLElement>("main"))?.focus();
}
