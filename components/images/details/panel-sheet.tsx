"use client";

import { Dialog as Primitive } from "radix-ui";
import { useId, useRef, type ReactNode } from "react";
import { moveFocus } from "@/components/ui/move-focus";
import { stayForToasts } from "@/components/ui/stay-for-toasts";
import type { ImagePanelProps } from "./image-panel";
import { PanelContent } from "./panel-content";

/** The panel where there is no room beside the list: over it, with the focus inside until it is closed. */
export function PanelSheet({ imageId, onClose }: ImagePanelProps): ReactNode {
  const headingId = useId();
  const opener = useRef<Element>(null);
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="enter-fade fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          aria-labelledby={headingId}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            // Not the first of its buttons: what one came for is read from the top.
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            moveFocus(opener.current);
          }}
          onInteractOutside={stayForToasts}
          className="enter fixed inset-y-0 right-0 z-40 flex w-full max-w-116 flex-col bg-surface shadow-dialog outline-none"
        >
          <PanelContent imageId={imageId} headingId={headingId} onClose={onClose} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
