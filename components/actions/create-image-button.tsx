"use client";

import { ChevronDown, Plus } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { useCommands } from "@/components/layout/commands/use-commands";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Connection } from "@/lib/contract/session";
import { actionsText as text } from "@/lib/text/actions-text";
import { connectionNames } from "@/lib/text/connection-names";
import { actionIcon } from "./action-icon";
import { ActionDialog } from "./lazy-action-dialog";
import { connectionActionsOf, type ChosenAction } from "./offered-actions";

const CreateImageMenu = onDemand(async () => (await import("./create-image-menu")).CreateImageMenu);

interface CreateImageButtonProps {
  /** One, or those of a page that is about several. */
  connections: readonly Connection[];
  look?: "primary" | "secondary";
}

/** Opens a menu of what connections can do beside uploads, most of which makes images; also offered in the palette. */
export function CreateImageButton({ connections, look = "secondary" }: CreateImageButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<{ anchor: HTMLButtonElement; isByKeyboard: boolean } | null>(null);
  const [chosen, setChosen] = useState<ChosenAction | null>(null);
  const names = connectionNames(connections);
  useCommands(
    connections.flatMap((connection) => {
      const { making, removing } = connectionActionsOf(connection);
      return [...making, ...removing].map((action) => ({
        id: `action-${connection.id}-${action.id}`,
        title:
          connections.length === 1 ? action.label : text.inConnection(names.get(connection.id) ?? "", action.label),
        section: "images" as const,
        icon: actionIcon(action),
        disabledReason: action.disabledReason ?? undefined,
        run: () => setChosen({ connection, action }),
      }));
    }),
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
          connections={connections}
          onAction={setChosen}
          onClose={() => setPlace(null)}
        />
      )}
      {chosen !== null && (
        <ActionDialog
          connection={chosen.connection.id}
          action={chosen.action}
          image={null}
          onClose={() => setChosen(null)}
          returnFocus={(opener) => button.current ?? (opener instanceof HTMLElement ? opener : null)}
        />
      )}
    </>
  );
}
