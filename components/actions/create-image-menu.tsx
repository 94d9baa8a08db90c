"use client";

import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { AnchoredMenu } from "@/components/ui/anchored-menu";
import { MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { MenuPlace } from "@/components/ui/menu-button";
import type { Action } from "@/lib/contract/action";
import type { Connection } from "@/lib/contract/session";
import { actionsText } from "@/lib/text/actions-text";
import { connectionNames } from "@/lib/text/connection-names";
import { actionIcon } from "./action-icon";
import { canCreateImages, connectionActionsOf, type ChosenAction } from "./offered-actions";

interface CreateImageMenuProps extends MenuPlace {
  connections: readonly Connection[];
  onAction: (chosen: ChosenAction) => void;
}

/** What connections can do that concerns no single image; where there are several, each under its name. */
export function CreateImageMenu({ connections, onAction, ...place }: CreateImageMenuProps): ReactNode {
  const names = connectionNames(connections);
  const [first, ...others] = connections;
  return (
    <AnchoredMenu {...place}>
      {first !== undefined && others.length === 0 && <ConnectionItems connection={first} onAction={onAction} isAlone />}
      {others.length > 0 &&
        connections.filter(canCreateImages).map((connection) => (
          <MenuGroup key={connection.id} label={names.get(connection.id) ?? connection.label}>
            <ConnectionItems connection={connection} onAction={onAction} isAlone={false} />
          </MenuGroup>
        ))}
    </AnchoredMenu>
  );
}

interface ConnectionItemsProps {
  connection: Connection;
  onAction: (chosen: ChosenAction) => void;
  /** The menu is about this one alone. */
  isAlone: boolean;
}

function ConnectionItems({ connection, onAction, isAlone }: ConnectionItemsProps): ReactNode {
  const { making, removing } = connectionActionsOf(connection);
  const { upload } = connection.capabilities;
  const item = (action: Action) => (
    <MenuItem
      key={action.id}
      icon={actionIcon(action)}
      danger={action.isDestructive}
      disabledReason={action.disabledReason ?? undefined}
      onSelect={() => onAction({ connection, action })}
    >
      {action.label}
    </MenuItem>
  );
  return (
    <>
      {making.map(item)}
      {/* There is no button of its own for it then. */}
      {isAlone && !upload.allowed && (
        <MenuItem icon={Upload} disabledReason={upload.reason}>
          {actionsText.uploadInstead}
        </MenuItem>
      )}
      {isAlone && removing.length > 0 && <MenuSeparator />}
      {removing.map(item)}
    </>
  );
}
