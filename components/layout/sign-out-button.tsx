"use client";

import { LogOut } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Connection } from "@/lib/contract/session";
import { connectionNames } from "@/lib/text/connection-names";
import { signInText } from "@/lib/text/sign-in-text";
import type { Command } from "./commands/command";
import { useCommands } from "./commands/use-commands";
import { useConnections } from "./connection-context";
import { useSigningOut } from "./use-sign-out";

const SignOutMenu = onDemand(async () => (await import("./sign-out-menu")).SignOutMenu);

const { out: text } = signInText;

/** Signs out of the page's connection; on a page about all of them it asks of which. */
export function SignOutButton({ connection }: { connection: Connection | null }): ReactNode {
  const connections = useConnections();
  const names = connectionNames(connections);
  const { begin, isPending, dialog } = useSigningOut(connection === null);
  const [menu, setMenu] = useState<{ anchor: HTMLButtonElement; isByKeyboard: boolean } | null>(null);
  const only = connection ?? (connections.length === 1 ? connections[0] : undefined);
  const nameOf = ({ id, label }: Connection) => names.get(id) ?? label;

  const commands: Command[] =
    only === undefined
      ? connections.map((each) => ({
          id: `sign-out-${each.id}`,
          title: text.of(nameOf(each)),
          section: "account",
          icon: LogOut,
          run: () => begin([each]),
        }))
      : [
          {
            id: "sign-out",
            title: connections.length > 1 ? text.of(nameOf(only)) : text.button,
            section: "account",
            icon: LogOut,
            run: () => begin([only]),
          },
        ];
  useCommands(commands);

  const isOpen = menu !== null;
  return (
    <>
      <Button
        look="quiet"
        size="small"
        busy={isPending}
        {...(only === undefined
          ? {
              "aria-haspopup": "menu",
              "aria-expanded": isOpen,
              "data-state": isOpen ? "open" : "closed",
              onPointerEnter: SignOutMenu.preload,
              onFocus: SignOutMenu.preload,
            }
          : {})}
        onClick={({ currentTarget, detail }) => {
          if (only !== undefined) begin([only]);
          else setMenu(isOpen ? null : { anchor: currentTarget, isByKeyboard: detail === 0 });
        }}
        className="max-sm:px-1.5"
      >
        <LogOut aria-hidden />
        <span className="max-sm:sr-only">{text.button}</span>
      </Button>
      {menu !== null && (
        <SignOutMenu {...menu} label={text.menu} names={names} onChoose={begin} onClose={() => setMenu(null)} />
      )}
      {dialog}
    </>
  );
}
