"use client";

import { createContext, use } from "react";
import type { ImageDialog } from "./image-dialog";
import type { RowMenuStore } from "./row-menu-store";

interface RowActions {
  menu: RowMenuStore;
  /** Loads the menu's code, when a hand is near one of its buttons. */
  prepareMenu: () => void;
  openDialog: (dialog: ImageDialog) => void;
  /** Loads the code of the dialogs, when a hand is near what opens one. */
  prepareDialogs: () => void;
}

export const RowActionsContext = createContext<RowActions | null>(null);

/** The menu and the dialogs that the table and its toolbar share. */
export function useRowActions(): RowActions {
  const actions = use(RowActionsContext);
  if (actions === null) throw new Error("useRowActions needs a RowActionsProvider above it.");
  return actions;
}
