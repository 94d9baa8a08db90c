"use client";

import { Command as Primitive } from "cmdk";
import { Dialog } from "radix-ui";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { moveFocus } from "@/components/ui/move-focus";
import type { Connection } from "@/lib/contract/session";
import { commandsText } from "@/lib/text/commands-text";
import type { Typed } from "./collect-typing";
import { PaletteHints } from "./palette-hints";
import { PaletteItem } from "./palette-item";
import { rememberChoice } from "./recent";
import { useEarlyEnter } from "./use-early-enter";
import { usePaletteChoices, type PaletteChoice } from "./use-palette-choices";

const text = commandsText.palette;

interface PaletteProps {
  /** The page's; null for all. */
  connection: Connection | null;
  /** Ends the collecting of what was typed meanwhile, and gives it. */
  takeTyped: () => Typed;
  onClose: () => void;
}

/** Everything by its name: images and whatever can be done on the page. Its code is loaded when it is first asked for. */
export function Palette({ connection, takeTyped, onClose }: PaletteProps): ReactNode {
  const [query, setQuery] = useState("");
  const { groups, summary, isEmpty, isReading } = usePaletteChoices(connection, query);
  const opener = useRef<Element>(null);
  const chosen = useRef<(() => void) | null>(null);
  /** Whether the last key was Enter with Ctrl or ⌘. */
  const isFullPage = useRef(false);

  const choose = ({ value, run, runFull }: PaletteChoice, isFull = isFullPage.current) => {
    if (run === null) return;
    rememberChoice(value);
    chosen.current = isFull ? (runFull ?? run) : run;
    onClose();
  };
  const first = groups[0]?.choices[0];
  const setEarlyEnter = useEarlyEnter(first, isReading, choose);
  const handleKey = (event: KeyboardEvent) => {
    // Not for any key: who pastes what they look for and then clicks it did not ask for the page.
    const isEnter = event.key === "Enter" && !event.nativeEvent.isComposing;
    isFullPage.current = isEnter && (event.ctrlKey || event.metaKey);
    const isEarly = isEnter && first === undefined;
    setEarlyEnter(isEarly ? (isFullPage.current ? "full" : "plain") : "none");
  };

  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="enter-fade fixed inset-0 z-50 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
            // Drawn before the next key comes: that would be put into a field which does not show yet what came before.
            queueMicrotask(() => {
              const { text: typed, enter } = takeTyped();
              flushSync(() => {
                setQuery(typed);
                setEarlyEnter(enter);
              });
            });
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            moveFocus(opener.current);
            // Not earlier: what a command opens or focuses must find the page as it was.
            chosen.current?.();
          }}
          className="enter fixed inset-x-2 top-2 z-50 flex max-h-[calc(100dvh-1rem)] flex-col overflow-hidden rounded-xl bg-raised shadow-dialog outline-none sm:inset-x-auto sm:top-[max(1rem,12dvh)] sm:left-1/2 sm:max-h-[min(28rem,76dvh)] sm:w-[calc(100vw-2rem)] sm:max-w-152 sm:-translate-x-1/2"
        >
          <Dialog.Title className="sr-only">{text.title}</Dialog.Title>
          <Primitive
            label={text.field}
            shouldFilter={false}
            loop
            vimBindings={false}
            onKeyDown={handleKey}
            className="flex min-h-0 flex-col"
          >
            <Primitive.Input
              value={query}
              onValueChange={setQuery}
              placeholder={text.placeholder}
              className="h-12 shrink-0 border-b border-line bg-transparent px-4 text-base text-ink outline-none placeholder:text-ink-faint pointer-coarse:text-lg"
            />
            <Primitive.List label={text.title} className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
              {groups.map(({ title, choices }) => (
                <Primitive.Group
                  key={title}
                  heading={title}
                  className="pb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-muted"
                >
                  {choices.map((choice) => (
                    <PaletteItem key={choice.value} choice={choice} onChoose={choose} />
                  ))}
                </Primitive.Group>
              ))}
            </Primitive.List>
            {isEmpty && <p className="px-4 pt-2 pb-5 text-center text-ink-muted">{text.nothing(query.trim())}</p>}
          </Primitive>
          <PaletteHints summary={summary} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
