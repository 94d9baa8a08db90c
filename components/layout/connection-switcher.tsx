"use client";

import { ChevronDown, Layers, Plus, Server } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, type ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { layoutText } from "@/lib/text/layout-text";
import { connectionNames } from "@/lib/text/connection-names";
import type { Connection } from "@/lib/contract/session";
import { ADD_CONNECTION_PATH, ALL_IMAGES_PATH, imagesPath } from "@/lib/utils/paths";
import type { Command } from "./commands/command";
import { useCommands } from "./commands/use-commands";
import { useConnections } from "./connection-context";

const ConnectionMenu = onDemand(async () => (await import("./connection-menu")).ConnectionMenu);

const { connections: text } = layoutText;

/** Tells which connection the page is about, and leads to the others, to all of them together, and to a further one. */
export function ConnectionSwitcher({ current }: { current: Connection | null }): ReactNode {
  const router = useRouter();
  const connections = useConnections();
  const names = connectionNames(connections);
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<{ anchor: HTMLButtonElement; isByKeyboard: boolean } | null>(null);
  const name = current === null ? text.all : (names.get(current.id) ?? current.label);

  const commands: Command[] = [
    ...connections
      .filter(({ id }) => id !== current?.id)
      .map(({ id, label }) => ({
        id: `connection-${id}`,
        title: text.goTo(names.get(id) ?? label),
        section: "pages" as const,
        icon: Server,
        run: () => router.push(imagesPath(id)),
      })),
    {
      id: "connection-add",
      title: text.add,
      section: "account",
      icon: Plus,
      run: () => router.push(ADD_CONNECTION_PATH),
    },
  ];
  if (current !== null) {
    commands.push({
      id: "connection-all",
      title: text.goToAll,
      section: "pages",
      keys: "g a",
      icon: Layers,
      run: () => router.push(ALL_IMAGES_PATH),
    });
  }
  useCommands(commands);

  const open = (anchor: HTMLButtonElement, isByKeyboard: boolean) => setOpened({ anchor, isByKeyboard });
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={text.button(name)}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        data-state={opened === null ? "closed" : "open"}
        onPointerEnter={ConnectionMenu.preload}
        onFocus={ConnectionMenu.preload}
        onClick={({ currentTarget, detail }) => {
          if (opened !== null) setOpened(null);
          // A key's click counts no presses.
          else open(currentTarget, detail === 0);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || opened !== null) return;
          event.preventDefault();
          open(event.currentTarget, true);
        }}
        className="touch-target -mx-1.5 flex h-8 min-w-0 items-center gap-1 rounded-md px-1.5 font-medium text-ink transition-colors hover:bg-hover data-[state=open]:bg-hover pointer-coarse:h-9"
      >
        <span className="min-w-0 truncate">{name}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </button>
      {opened !== null && (
        <ConnectionMenu {...opened} label={text.menu} current={current?.id ?? null} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
