"use client";

import { useEffect, useReducer, useRef, type Dispatch } from "react";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import { checkFiles } from "./check-files";
import { draftsReducer, NO_DRAFTS, type Draft, type DraftsEvent } from "./drafts";

/** The drafts of an upload dialog. @param chosen every file that was chosen for it so far, in order; it only grows */
export function useDrafts(chosen: readonly ChosenFile[]): [readonly Draft[], Dispatch<DraftsEvent>] {
  const [drafts, dispatch] = useReducer(draftsReducer, NO_DRAFTS);
  const taken = useRef(0);

  useEffect(() => {
    const added = chosen.slice(taken.current);
    taken.current = chosen.length;
    if (added.length === 0) return;
    void checkFiles(added, dispatch);
  }, [chosen]);

  return [drafts.list, dispatch];
}
