"use client";

import { HardDrive, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useSyncExternalStore } from "react";
import { imageStatusWord } from "@/components/images/image-status";
import { searchWords } from "@/components/images/list/filters/search-images";
import { imageKey } from "@/components/images/list/image-key";
import { usePresentConnections } from "@/components/layout/connection-context";
import { useImagesOfConnections } from "@/lib/client/use-images-of-connections";
import type { Image } from "@/lib/contract/image";
import type { Connection } from "@/lib/contract/session";
import { commandsText } from "@/lib/text/commands-text";
import { connectionNames } from "@/lib/text/connection-names";
import { allImagesPanelPath, imagePanelPath, imagePath } from "@/lib/utils/paths";
import type { Command } from "./command";
import { findCommands } from "./find-commands";
import { findImages } from "./find-images";
import { recentChoices } from "./recent";
import { useAllCommands } from "./use-commands";

/** What is drawn at once: more would be slower and no easier to choose from. */
const MAX_IMAGES = 20;
/** Shown before anything was typed. */
const NEWEST_IMAGES = 5;

const NO_RECENT: readonly string[] = [];
const text = commandsText.palette;

export interface PaletteChoice {
  /** `image:KEY` or `command:ID`. */
  value: string;
  icon?: LucideIcon | undefined;
  title: string;
  note?: string | undefined;
  keys?: string | undefined;
  /** Null when it cannot be done now; `note` says why. */
  run: (() => void) | null;
  /** With Ctrl or ⌘. */
  runFull?: () => void;
}

interface PaletteChoices {
  groups: readonly { title: string; choices: readonly PaletteChoice[] }[];
  /** How many images were found of how many. */
  summary: string;
  isEmpty: boolean;
  /** More images may come without waiting for anything. */
  isReading: boolean;
}

/** What the palette offers for what was typed. */
export function usePaletteChoices(connection: Connection | null, query: string): PaletteChoices {
  const router = useRouter();
  const connections = usePresentConnections();
  const names = useMemo(() => connectionNames(connections), [connections]);
  const { images, isExact, troubles, walk } = useImagesOfConnections(connection === null ? connections : [connection]);
  const isNotRead = images === undefined && troubles.length > 0;
  const commands = useAllCommands();
  const recent = useSyncExternalStore(recentChoices.subscribe, recentChoices.read, () => NO_RECENT);
  const words = useMemo(() => searchWords(query), [query]);
  const found = useMemo(
    () => findImages(images ?? [], words, words.length === 0 ? NEWEST_IMAGES : MAX_IMAGES),
    [images, words],
  );

  const fromImage = (image: Image): PaletteChoice => ({
    value: `image:${imageKey(image)}`,
    icon: HardDrive,
    title: image.name,
    note:
      connection === null ? text.noteOf(imageStatusWord(image), names.get(image.connection)) : imageStatusWord(image),
    run: () =>
      router.push(connection === null ? allImagesPanelPath(imageKey(image)) : imagePanelPath(connection.id, image.id)),
    runFull: () => router.push(imagePath(image.connection, image.id)),
  });
  const offered = findCommands(commands, words).filter(({ id }) => id !== "palette");
  const again = words.length > 0 ? [] : recentOnes(recent, offered, images ?? [], fromImage);
  const isRecent = new Set(again.map(({ value }) => value));
  const without = (choices: PaletteChoice[]) => choices.filter(({ value }) => !isRecent.has(value));

  const newestOrFound = {
    title: words.length === 0 ? text.newest : text.images,
    choices: without(found.best.map(fromImage)),
  };
  const doable = { title: text.commands, choices: without(offered.map(fromCommand)) };
  // Few commands begin with what is typed, unless one of them is meant.
  const ordered = words.length === 0 ? [newestOrFound, doable] : [doable, newestOrFound];
  const groups = [{ title: text.recent, choices: again }, ...ordered].filter(({ choices }) => choices.length > 0);
  return {
    groups,
    summary:
      images === undefined
        ? isNotRead
          ? text.notLoaded
          : text.loading
        : summaryOf(found.count, images.length, isExact, words),
    isEmpty: groups.length === 0 && images !== undefined,
    isReading: walk.state === "reading",
  };
}

function summaryOf(found: number, count: number, isExact: boolean, words: readonly string[]): string {
  return words.length === 0 ? text.total(count, isExact) : text.found(found, count, isExact);
}

function fromCommand({ id, icon, title, keys, disabledReason, run }: Command): PaletteChoice {
  const isPossible = disabledReason === undefined;
  return { value: `command:${id}`, icon, title, keys, note: disabledReason, run: isPossible ? run : null };
}

/** What was chosen last, as far as it is still there. */
function recentOnes(
  values: readonly string[],
  commands: readonly Command[],
  images: readonly Image[],
  fromImage: (image: Image) => PaletteChoice,
): PaletteChoice[] {
  const wanted = new Set(values);
  const known = new Map<string, PaletteChoice>();
  for (const command of commands) {
    if (wanted.has(`command:${command.id}`)) known.set(`command:${command.id}`, fromCommand(command));
  }
  for (const image of images) {
    const value = `image:${imageKey(image)}`;
    if (wanted.has(value)) known.set(value, fromImage(image));
  }
  return values.flatMap((value) => known.get(value) ?? []);
}
