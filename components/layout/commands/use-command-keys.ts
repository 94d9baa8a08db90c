"use client";

import { useEffect } from "react";
import { toast } from "@/components/ui/toast";
import { commandRegistry } from "./command-registry";
import { focusTakesKeys } from "./focus-takes-keys";
import { isMac } from "./is-mac";
import { singleKeysSetting } from "./single-keys-setting";
import { followStroke, isSingleKeys, strokeOf } from "./strokes";

/** Milliseconds within which the second of two strokes must follow. */
const NEXT_STROKE_MS = 1_500;

/** Milliseconds for which it is told why a command cannot be done now. */
const REASON_MS = 8_000;

/** The page's one listener for keys of commands. Rendered once, in the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    let pending: string | null = null;
    let pendingUntil = 0;

    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const isAltGraph = event.getModifierState("AltGraph");
      const stroke = strokeOf(
        {
          key: event.key,
          code: event.code,
          ctrlKey: event.ctrlKey,
          metaKey: event.metaKey,
          altKey: event.altKey,
          shiftKey: event.shiftKey,
          isComposing: event.isComposing,
          isAltGraph,
        },
        isMac(),
      );
      if (stroke === null) return;
      if (isSingleKeys(stroke) && (!singleKeysSetting.read() || focusTakesKeys(event.target))) {
        pending = null;
        return;
      }

      const commands = commandRegistry.getCommands();
      const known = commands.flatMap(({ keys }) => keys ?? []);
      const result = followStroke(event.timeStamp < pendingUntil ? pending : null, stroke, known);
      pending = result.pending;
      pendingUntil = event.timeStamp + NEXT_STROKE_MS;
      const command = commands.findLast(({ keys }) => keys !== undefined && keys === result.matched);
      if (command === undefined) return;
      event.preventDefault();
      if (command.disabledReason === undefined) command.run();
      else toast.warning(command.title, { description: command.disabledReason, duration: REASON_MS });
    };

    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}
