"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { DownloadLink } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { downloadCommands } from "@/lib/utils/download-commands";
import { COMMAND_TOOLS, setCommandTool, useCommandTool } from "./command-tool";

const text = detailsText.link;

interface DownloadCommandsListProps {
  name: string;
  link: DownloadLink;
}

/** Commands that download and verify, one at a time; which one is remembered. */
export function DownloadCommandsList({ name, link: { url, sha256 } }: DownloadCommandsListProps): ReactNode {
  const tool = useCommandTool();
  const command = downloadCommands({ name, url, sha256 })[tool];
  return (
    <div className="overflow-clip rounded-md bg-sunken shadow-[inset_0_0_0_1px_var(--color-line)]">
      <div className="flex items-center justify-between gap-2 border-b border-line p-1">
        <fieldset className="flex min-w-0 gap-0.5">
          <legend className="sr-only">{text.commandFor}</legend>
          {COMMAND_TOOLS.map((choice) => (
            <label
              key={choice}
              className="relative flex h-6 items-center rounded-sm px-2 text-xs font-medium text-ink-muted transition-colors hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--color-line)] has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11"
            >
              <input
                type="radio"
                name="download-command"
                className="absolute inset-0 cursor-pointer opacity-0"
                checked={choice === tool}
                onChange={() => setCommandTool(choice)}
              />
              {text.tools[choice]}
            </label>
          ))}
        </fieldset>
        <CopyButton text={command} what={text.commandCopied} label={text.copyCommand(text.tools[tool])} />
      </div>
      {/* A store's signed address alone fills a phone's screen: some lines show what it is, and who copies gets all. */}
      <textarea
        readOnly
        aria-label={text.command}
        rows={6}
        value={command}
        className="block w-full resize-none bg-transparent p-3 font-mono text-xs wrap-anywhere focus-visible:-outline-offset-2"
      />
    </div>
  );
}
