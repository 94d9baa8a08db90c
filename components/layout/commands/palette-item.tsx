"use client";

import { Command as Primitive } from "cmdk";
import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { Keys } from "./keys";
import type { PaletteChoice } from "./use-palette-choices";

interface PaletteItemProps {
  choice: PaletteChoice;
  onChoose: (choice: PaletteChoice) => void;
}

/** One line of the palette. One that cannot be chosen now stays in reach of the keyboard, with the reason. */
export function PaletteItem({ choice, onChoose }: PaletteItemProps): ReactNode {
  const { value, icon: Icon, title, note, keys, run } = choice;
  return (
    <Primitive.Item
      value={value}
      onSelect={() => onChoose(choice)}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover pointer-coarse:min-h-11"
    >
      {Icon !== undefined && <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />}
      <span className={run === null ? "min-w-0 truncate text-ink-muted" : "min-w-0 truncate"}>{title}</span>
      {note !== undefined && (
        <span
          className={classNames(
            "ml-auto truncate text-xs text-ink-muted tabular-nums",
            // A status is short, and stands in a column; a reason may be long, and the title is what one looks for.
            run === null ? "min-w-0 shrink-[999]" : "max-w-1/2 shrink-0",
          )}
        >
          {note}
        </span>
      )}
      {keys !== undefined && (
        <Keys keys={keys} className={classNames("pointer-coarse:hidden", note === undefined && "ml-auto")} />
      )}
    </Primitive.Item>
  );
}
