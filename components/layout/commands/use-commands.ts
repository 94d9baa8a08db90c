"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Command } from "./command";
import { commandRegistry } from "./command-registry";

const NO_COMMANDS: readonly Command[] = [];

/**
 * Offers commands in the palette and by their keys for as long as the component is mounted. The array may be a new one at each
 * rendering. Whoever offers commands must not read them as well (`useAllCommands`): each would make the other render again.
 */
export function useCommands(commands: readonly Command[]): void {
  const [owner] = useState(() => Symbol("commands"));
  useEffect(() => commandRegistry.set(owner, commands), [owner, commands]);
  useEffect(() => () => commandRegistry.remove(owner), [owner]);
}

/** Everything that can be done on the page now. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(commandRegistry.subscribe, commandRegistry.getCommands, () => NO_COMMANDS);
}
