"use client";

import { ChevronDown, Plus } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { useCommands } from "@/components/layout/commands/use-commands";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Action } from "@/lib/contract/action";
import type { Connection } from "@/lib/contract/session";
import { actionsText as text } from "@/lib/text/actions-text";
import { actionIcon } from "./action-icon";
import { ActionDialog } from "./lazy-action-dialog";
import { connectionActionsOf } from "./offered-actions";

const CreateImageMenu = onDemand(async () => (await import("./create-image-menu")).CreateImageMenu);

interface CreateImageButtonProps {
  connection: Connection;
  look?: "primary" | "secondary";
}

/** Whether there is anything that `CreateImageButton` could open. */
export function canCreateImages(connection: Connection): boolean {
  const { making, removing } = connectionActionsOf(connection);
  return making.length + removing.length > 0;
}

/** Opens a menu of what the connection can do beside uploads, most of which makes images; also offered in the palette. */
export function CreateImageButton({ connection, look = "secondary" }: CreateImageButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<{ anchor: HTMLButtonElement; isByKeyboard: boolean } | null>(null);
  const [chosen, setChosen] = useState<Action | null>(null);
  const { making, removing } = connectionActionsOf(connection);
  useCommands(
    [...making, ...removing].map((action) => ({
      id: `action-${action.id}`,
      title: action.label,
      section: "images" as const,
      icon: actionIcon(action),
      disabledReason: action.disabledReason ?? undefined,
      run: () => setChosen(action),
    })),
  );

  const prepare = () => {
    CreateImageMenu.preload();
    ActionDialog.preload();
  };
  const isOpen = place !== null;
  const open = (anchor: HTMLButtonElement, isByKeyboard: boolean) => setPlace({ anchor, isByKeyboard });
  return (
    <>
      <Button
        ref={button}
        look={look}
        className="pr-2"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={({ currentTarget, detail }) => {
          if (isOpen) setPlace(null);
          // A key's click counts no presses.
          else open(currentTarget, detail === 0);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || isOpen) return;
          event.preventDefault();
          open(event.currentTarget, true);
        }}
      >
        <Plus aria-hidden />
        {text.create}
        <ChevronDown aria-hidden className="opacity-70" />
      </Button>
      {isOpen && (
        <CreateImageMenu
          {...place}
          label={text.createMenu}
          connection={connection}
          onAction={setChosen}
          onClose={() => setPlace(null)}
        />
      )}
      {chosen !== null && (
        <ActionDialog
          connection={connection.id}
          action={chosen}
          image={null}
          onClose={() => setChosen(null)}
          returnFocus={(opener) => button.current ?? (opener instanceof HTMLElement ? opener : null)}
        />
      )}
    </>
  );
}
