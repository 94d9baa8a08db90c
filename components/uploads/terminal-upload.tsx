"use client";

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Connection } from "@/lib/contract/session";
import { uploadDialogText } from "@/lib/text/upload-dialog-text";
import type { Draft } from "./drafts";

const text = uploadDialogText.terminal;

const TerminalScript = onDemand(async () => (await import("./terminal-script")).TerminalScript);

interface TerminalUploadProps {
  connection: Connection;
  /** Names of images that exist and of uploads under way. */
  taken: ReadonlySet<string>;
  /** What was chosen already: its name is a beginning. */
  suggestion: Pick<Draft, "file" | "name"> | null;
}

/** The way for a file that is on another machine; its code is loaded when somebody looks. */
export function TerminalUpload({ connection, taken, suggestion }: TerminalUploadProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  /** What was typed stays when it is folded. */
  const [wasOpened, setWasOpened] = useState(false);
  const fold = () => {
    setIsOpen(false);
    setWasOpened(false);
  };
  return (
    <details
      className="group mt-3 rounded-lg shadow-[inset_0_0_0_1px_var(--color-line)]"
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => {
        setIsOpen(open);
        setWasOpened((before) => before || open);
      }}
    >
      <summary className="flex h-9 cursor-pointer list-none items-center gap-2 rounded-lg px-3 font-medium select-none hover:bg-hover pointer-coarse:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-faint transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        {text.summary}
      </summary>
      <div className="px-3 pt-1 pb-3">
        {wasOpened && <TerminalScript connection={connection} taken={taken} suggestion={suggestion} onClose={fold} />}
      </div>
    </details>
  );
}
