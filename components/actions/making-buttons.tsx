"use client";

import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Action } from "@/lib/contract/action";
import type { Connection } from "@/lib/contract/session";
import { actionIcon } from "./action-icon";
import { ActionDialog } from "./lazy-action-dialog";
import { connectionActionsOf } from "./offered-actions";

/** A button for each way of a connection to make an image beside uploads, for where there is room and nothing else. */
export function MakingButtons({ connection }: { connection: Connection }): ReactNode {
  const opener = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<Action | null>(null);
  return (
    <>
      {connectionActionsOf(connection).making.map((action) => {
        const Icon = actionIcon(action);
        return (
          <Button
            key={action.id}
            disabledReason={action.disabledReason ?? undefined}
            onPointerEnter={ActionDialog.preload}
            onFocus={ActionDialog.preload}
            onClick={({ currentTarget }) => {
              opener.current = currentTarget;
              setChosen(action);
            }}
          >
            <Icon aria-hidden />
            {action.label}
          </Button>
        );
      })}
      {chosen !== null && (
        <ActionDialog
          connection={connection.id}
          action={chosen}
          image={null}
          onClose={() => setChosen(null)}
          returnFocus={() => opener.current}
        />
      )}
    </>
  );
}
