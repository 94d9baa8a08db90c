"use client";

import { useId, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { commandsText } from "@/lib/text/commands-text";
import { COMMAND_SECTIONS } from "./command";
import { Keys } from "./keys";
import { singleKeysSetting, useSingleKeysOn } from "./single-keys-setting";
import { useAllCommands } from "./use-commands";

/** Every key that does something on this page, and the switch for those without Ctrl or ⌘. */
export function KeysDialog({ onClose }: { onClose: () => void }): ReactNode {
  const commands = useAllCommands();
  const areOn = useSingleKeysOn();
  const switchId = useId();
  const text = commandsText.keys;
  const sections = COMMAND_SECTIONS.map((section) => ({
    title: commandsText.sections[section],
    rows: commands.flatMap((command) =>
      command.section === section && command.keys !== undefined ? [{ does: command.title, keys: [command.keys] }] : [],
    ),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={text.title}
      description={text.description}
      footer={
        <Button data-initial-focus onClick={onClose}>
          {text.done}
        </Button>
      }
    >
      <div className="space-y-5">
        {sections.map(({ title, rows }) => (
          <KeysSection key={title} title={title} rows={rows} />
        ))}
        <KeysSection title={text.list} rows={text.listKeys} />
        <div className="flex items-start gap-3 border-t border-line pt-4">
          <label htmlFor={switchId} className="min-w-0 flex-1">
            <span className="block font-medium">{text.singleKeys}</span>
            <span className="block text-xs text-ink-muted">{text.singleKeysHint}</span>
          </label>
          <Switch id={switchId} label={text.singleKeys} checked={areOn} onChange={singleKeysSetting.set} />
        </div>
      </div>
    </Dialog>
  );
}

interface KeysSectionProps {
  title: string;
  rows: readonly { does: string; keys: readonly string[] }[];
}

function KeysSection({ title, rows }: KeysSectionProps): ReactNode {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-ink-muted">{title}</h3>
      <ul>
        {rows.map(({ does, keys }) => (
          <li key={does} className="flex min-h-8 items-center gap-3 border-b border-line last:border-b-0">
            <span className="min-w-0 flex-1">{does}</span>
            <span className="flex items-center gap-1.5">
              {keys.map((each) => (
                <Keys key={each} keys={each} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
