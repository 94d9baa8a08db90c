"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { imageKey } from "@/components/images/list/image-key";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { Image } from "@/lib/contract/image";
import { imageActionsText } from "@/lib/text/image-actions-text";
import { imagePath } from "@/lib/utils/paths";
import type { ImageDialog } from "./image-dialog";
import { RowActionsContext, useRowActions } from "./row-actions-context";
import { RowMenuStore } from "./row-menu-store";

const RowMenu = onDemand(async () => (await import("./bulk/row-menu")).RowMenu);
const ImageDialogs = onDemand(async () => (await import("./bulk/image-dialogs")).ImageDialogs);

interface RowActionsProviderProps {
  children: ReactNode;
  /** Shows an image's details in place; without it they open as a page. */
  onShowDetails?: (image: Image) => void;
}

/** Around a table and its toolbar: holds the one menu of all rows, and the dialogs of its items and of the selection's actions. */
export function RowActionsProvider({ children, onShowDetails }: RowActionsProviderProps): ReactNode {
  const router = useRouter();
  const [menu] = useState(() => new RowMenuStore());
  const [dialog, setDialog] = useState<ImageDialog | null>(null);
  const open = useSyncExternalStore(menu.subscribe, menu.getOpen, () => null);
  const value = useMemo(
    () => ({
      menu,
      prepareMenu: () => RowMenu.preload(),
      openDialog: (opened: ImageDialog) => setDialog(opened),
      prepareDialogs: () => ImageDialogs.preload(),
    }),
    [menu],
  );
  const showPage = (image: Image) => router.push(imagePath(image.connection, image.id));
  return (
    <RowActionsContext value={value}>
      {children}
      {open !== null && (
        <RowMenu
          key={imageKey(open.image)}
          {...open}
          onShowDetails={onShowDetails ?? showPage}
          onShowPage={showPage}
          onClose={menu.close}
        />
      )}
      {dialog !== null && <ImageDialogs dialog={dialog} onClose={() => setDialog(null)} />}
    </RowActionsContext>
  );
}

interface RowActionsButtonProps {
  image: Image;
  /** For a table in which arrows move the focus. */
  tabIndex?: 0 | -1;
}

/** Opens the table's menu at this row. No more than a button: there is one in each of many rows. */
export function RowActionsButton({ image, tabIndex = 0 }: RowActionsButtonProps): ReactNode {
  const { menu, prepareMenu } = useRowActions();
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = useSyncExternalStore(
    menu.subscribe,
    () => menu.isOpen(image),
    () => false,
  );

  useEffect(() => {
    if (isOpen) menu.follow(image);
  }, [isOpen, menu, image]);

  useEffect(() => {
    const place = button.current;
    return () => menu.closeAt(place);
  }, [menu]);

  const open = (place: HTMLButtonElement, isByKeyboard: boolean) => menu.open({ image, button: place, isByKeyboard });
  return (
    <IconButton
      ref={button}
      label={imageActionsText.menuOf(image.name)}
      tooltip={null}
      tabIndex={tabIndex}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      data-state={isOpen ? "open" : "closed"}
      onPointerEnter={prepareMenu}
      onFocus={prepareMenu}
      onClick={({ currentTarget, detail }) => {
        if (isOpen) menu.close();
        // A key's click counts no presses.
        else open(currentTarget, detail === 0);
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" || isOpen) return;
        event.preventDefault();
        open(event.currentTarget, true);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        open(event.currentTarget, event.button !== 2);
      }}
    >
      <Ellipsis aria-hidden />
    </IconButton>
  );
}
