import type { Command } from "./command";

/** Everything that can be done on the page now. */
export interface CommandRegistry {
  /** What one owner offers, in place of what it offered before. */
  set: (owner: symbol, commands: readonly Command[]) => void;
  remove: (owner: symbol) => void;
  /** The same array while nothing changed. Of two commands with one id the one registered last counts. */
  getCommands: () => readonly Command[];
  subscribe: (listener: () => void) => () => void;
}

export function createCommandRegistry(): CommandRegistry {
  const owners = new Map<symbol, readonly Command[]>();
  const listeners = new Set<() => void>();
  let all: readonly Command[] | null = null;

  const changed = () => {
    all = null;
    for (const notify of listeners) notify();
  };
  return {
    set(owner, commands) {
      owners.set(owner, commands);
      changed();
    },
    remove(owner) {
      owners.delete(owner);
      changed();
    },
    getCommands() {
      all ??= [...new Map([...owners.values()].flat().map((command) => [command.id, command])).values()];
      return all;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Those of this tab. Filled by effects only: it stays empty on the server. */
export const commandRegistry = createCommandRegistry();
