"use client";

import { Check, Layers, Plus, Server } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { AnchoredMenu } from "@/components/ui/anchored-menu";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { MenuPlace } from "@/components/ui/menu-button";
import type { Connection } from "@/lib/contract/session";
import { connectionDetails, connectionNames } from "@/lib/text/connection-names";
import { layoutText } from "@/lib/text/layout-text";
import { ADD_CONNECTION_PATH, ALL_IMAGES_PATH, imagesPath } from "@/lib/utils/paths";
import { useConnections } from "./connection-context";

const { connections: text } = layoutText;

interface ConnectionMenuProps extends MenuPlace {
  /** The page's connection; null on a page about all. */
  current: string | null;
}

/** The connections to choose from, while they are shown. */
export function ConnectionMenu({ current, ...place }: ConnectionMenuProps): ReactNode {
  const router = useRouter();
  const connections = useConnections();
  const names = connectionNames(connections);
  return (
    <AnchoredMenu {...place} align="start">
      {connections.map((connection) => (
        <MenuItem
          key={connection.id}
          icon={connection.id === current ? Check : Server}
          onSelect={() => router.push(imagesPath(connection.id))}
        >
          <ConnectionLine
            name={names.get(connection.id) ?? connection.label}
            connection={connection}
            isCurrent={connection.id === current}
          />
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={current === null ? Check : Layers} onSelect={() => router.push(ALL_IMAGES_PATH)}>
        {text.all}
      </MenuItem>
      <MenuItem icon={Plus} onSelect={() => router.push(ADD_CONNECTION_PATH)}>
        {text.add}
      </MenuItem>
    </AnchoredMenu>
  );
}

interface ConnectionLineProps {
  name: string;
  connection: Connection;
  isCurrent: boolean;
}

function ConnectionLine({ name, connection, isCurrent }: ConnectionLineProps): ReactNode {
  const details = connectionDetails(connection);
  return (
    <>
      <span className="block truncate">
        {name}
        {isCurrent && <span className="sr-only"> ({text.current})</span>}
      </span>
      {details !== null && <span className="block truncate text-xs text-ink-muted">{details}</span>}
    </>
  );
}
