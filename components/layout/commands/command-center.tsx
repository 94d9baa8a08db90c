"use client";

import { HardDrive, Keyboard, Monitor, Moon, ScrollText, Search, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import { useRef, useState, type ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Connection } from "@/lib/contract/session";
import { commandsText } from "@/lib/text/commands-text";
import { ALL_IMAGES_PATH, auditPath, imagesPath } from "@/lib/utils/paths";
import { collectTyping, NOTHING_TYPED, type Typing } from "./collect-typing";
import type { Command } from "./command";
import { PaletteButton } from "./palette-button";
import { useCommandKeys } from "./use-command-keys";
import { useCommands } from "./use-commands";

const Palette = onDemand(async () => (await import("./palette")).Palette);
const KeysDialog = onDemand(async () => (await import("./keys-dialog")).KeysDialog);

const text = commandsText.commands;

/** The commands of every page, their keys, and the button that opens the palette. @param connection the page's; null for all */
export function CommandCenter({ connection }: { connection: Connection | null }): ReactNode {
  const router = useRouter();
  const { setTheme } = useTheme();
  const [shown, setShown] = useState<"palette" | "keys" | null>(null);
  /** What was typed before the palette was there: whoever knows the keys does not wait. */
  const typing = useRef<Typing | null>(null);
  const takeTyped = () => {
    const typed = typing.current?.take() ?? NOTHING_TYPED;
    typing.current = null;
    return typed;
  };
  const close = () => {
    takeTyped();
    setShown(null);
  };
  const openPalette = () => {
    typing.current ??= collectTyping(close);
    setShown("palette");
  };

  const auditCommand: Command[] = connection?.capabilities.audit.allowed
    ? [
        {
          id: "audit",
          title: text.audit,
          section: "pages",
          keys: "g t",
          icon: ScrollText,
          run: () => router.push(auditPath(connection.id)),
        },
      ]
    : [];
  const commands: Command[] = [
    {
      id: "palette",
      title: text.palette,
      section: "pages",
      keys: "mod+k",
      icon: Search,
      run: shown === "palette" ? close : openPalette,
    },
    {
      id: "images",
      title: text.images,
      section: "pages",
      keys: "g i",
      icon: HardDrive,
      run: () => router.push(connection === null ? ALL_IMAGES_PATH : imagesPath(connection.id)),
    },
    ...auditCommand,
    { id: "keys", title: text.keys, section: "display", keys: "?", icon: Keyboard, run: () => setShown("keys") },
    { id: "theme-light", title: text.light, section: "display", icon: Sun, run: () => setTheme("light") },
    { id: "theme-dark", title: text.dark, section: "display", icon: Moon, run: () => setTheme("dark") },
    { id: "theme-system", title: text.system, section: "display", icon: Monitor, run: () => setTheme("system") },
  ];
  useCommands(commands);
  useCommandKeys();

  return (
    <>
      <PaletteButton onPrepare={Palette.preload} onOpen={openPalette} />
      {shown === "palette" && <Palette connection={connection} takeTyped={takeTyped} onClose={close} />}
      {shown === "keys" && <KeysDialog onClose={close} />}
    </>
  );
}
