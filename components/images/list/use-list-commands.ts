"use client";

import { ListChecks, ListX, RotateCw, Rows2, Rows3, Search, SearchX, Trash2 } from "lucide-react";
import type { Command } from "@/components/layout/commands/command";
import { useCommands } from "@/components/layout/commands/use-commands";
import { listText } from "@/lib/text/list-text";
import { hasWishes, type ListAddress } from "@/components/images/list/address/list-address";
import { changeListPreferences, type Density } from "@/components/images/list/view/list-preferences";
import type { ImageSelection } from "@/components/images/list/selection/use-selection";
import type { ListAddressActions } from "@/components/images/list/address/use-list-address";

const { commands: text } = listText;

interface ListCommandsOptions {
  address: ListAddress;
  actions: ListAddressActions;
  selection: ImageSelection;
  density: Density;
  /** Deleted images can be asked for. */
  showsDeleted: boolean;
  focusSearch: () => void;
  refresh: () => void;
}

/** What the palette and the keys can do with the list. */
export function useListCommands(options: ListCommandsOptions): void {
  const { address, actions, selection, density, showsDeleted, focusSearch, refresh } = options;
  const isCompact = density === "compact";
  const commands: Command[] = [
    { id: "list-search", title: text.search, section: "images", keys: "/", icon: Search, run: focusSearch },
    { id: "list-refresh", title: text.refresh, section: "images", keys: "r", icon: RotateCw, run: refresh },
    { id: "list-select", title: text.selectAll, section: "images", icon: ListChecks, run: selection.selectShown },
    {
      id: "list-density",
      title: isCompact ? text.comfortable : text.compact,
      section: "display",
      icon: isCompact ? Rows2 : Rows3,
      run: () => changeListPreferences({ density: isCompact ? "comfortable" : "compact" }),
    },
  ];
  if (showsDeleted) {
    commands.push({
      id: "list-deleted",
      title: address.deleted ? text.hideDeleted : text.showDeleted,
      section: "images",
      icon: Trash2,
      run: () => actions.change({ deleted: !address.deleted }),
    });
  }
  if (hasWishes(address)) {
    commands.push({
      id: "list-clear",
      title: text.clear,
      section: "images",
      icon: SearchX,
      run: actions.clearWishes,
    });
  }
  if (selection.selected.length > 0) {
    commands.push({
      id: "list-unselect",
      title: text.clearSelection,
      section: "images",
      icon: ListX,
      run: selection.clear,
      // Details that are open go first.
      ...(address.image === null && { keys: "escape" }),
    });
  }
  useCommands(commands);
}
