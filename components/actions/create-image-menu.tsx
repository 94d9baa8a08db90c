"use client";

import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { AnchoredMenu } from "@/components/ui/anchored-menu";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { MenuPlace } from "@/components/ui/menu-button";
import type { Action } from "@/lib/contract/action";
import type { Connection } from "@/lib/contract/session";
import { actionsText } from "@/lib/text/actions-text";
import { actionIcon } from "./action-icon";
import { connectionActionsOf } from "./offered-actions";

interface CreateImageMenuProps extends MenuPlace {
  connection: Connection;
  onAction: (action: Action) => void;
}

/** What a connection can do that concerns no single image. */
export function CreateImageMenu({ connection, onAction, ...place }: CreateImageMenuProps): ReactNode {
  const { making, removing } = connectionActionsOf(connection);
  const { upload } = connection.capabilities;
  const item = (action: Action) => (
    <MenuItem
      key={action.id}
      icon={actionIcon(action)}
      danger={action.isDestructive}
      disabledReason={action.disabledReason ?? undefined}
      onSelect={() => onAction(action)}
    >
      {action.label}
    </MenuItem>
  );
  return (
    <AnchoredMenu {...place}>
      {making.map(item)}
      {/* There is no button of its own for it then. */}
      {!upload.allowed && (
        <MenuItem icon={Upload} disabledReason={upload.reason}>
          {actionsText.uploadInstead}
        </MenuItem>
      )}
      {removing.length > 0 && <MenuSeparator />}
      {removing.map(item)}
    </AnchoredMenu>
  );
}
