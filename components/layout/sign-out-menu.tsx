"use client";

import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { AnchoredMenu } from "@/components/ui/anchored-menu";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { MenuPlace } from "@/components/ui/menu-button";
import type { Connection } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";
import { useConnections } from "./connection-context";

const { out: text } = signInText;

interface SignOutMenuProps extends MenuPlace {
  names: ReadonlyMap<string, string>;
  onChoose: (leaving: readonly Connection[]) => void;
}

/** Of which connection one wants to sign out. */
export function SignOutMenu({ names, onChoose, ...place }: SignOutMenuProps): ReactNode {
  const connections = useConnections();
  return (
    <AnchoredMenu {...place}>
      {connections.map((connection) => (
        <MenuItem key={connection.id} icon={LogOut} onSelect={() => onChoose([connection])}>
          {text.of(names.get(connection.id) ?? connection.label)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => onChoose(connections)}>
        {text.ofAll}
      </MenuItem>
    </AnchoredMenu>
  );
}
