"use client";

import { Fragment, useSyncExternalStore, type ReactNode } from "react";
import { commandsText } from "@/lib/text/commands-text";
import { classNames } from "@/lib/utils/class-names";
import { isMac } from "./is-mac";
import { keyNames } from "./key-names";

const NOTHING_CHANGES = () => () => {};

/** The keys of a command, each drawn as a key. */
export function Keys({ keys, className }: { keys: string; className?: string }): ReactNode {
  const isOnMac = useSyncExternalStore(NOTHING_CHANGES, isMac, () => false);
  return (
    <span className={classNames("inline-flex shrink-0 items-center gap-1", className)}>
      {keyNames(keys, isOnMac).map((stroke, index) => (
        <Fragment
          key={keys
            .split(" ")
            .slice(0, index + 1)
            .join(" ")}
        >
          {index > 0 && <span className="text-2xs text-ink-faint">{commandsText.keys.nextStroke}</span>}
          {stroke.map((name) => (
            <kbd
              key={name}
              className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm bg-sunken px-1 font-sans text-2xs font-medium text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line)]"
            >
              {name}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
