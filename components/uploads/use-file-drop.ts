"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { droppedFiles } from "@/lib/upload/file-access/dropped-files";
import type { ChosenFile } from "@/lib/upload/upload-commands";

/** Who takes drops, the last one first: a dialog takes them from the page under it. */
const takers: symbol[] = [];

/** Takes files dropped anywhere on the page, unless one that came later takes them. True while files are dragged over it. */
export function useFileDrop(onFiles: (files: ChosenFile[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const handleFiles = useEffectEvent(onFiles);

  useEffect(() => {
    const self = Symbol("taker of drops");
    takers.push(self);
    const isMine = (event: DragEvent) => takers.at(-1) === self && hasFiles(event);
    // Entering a child comes before leaving its parent: only the count tells whether the pointer is still inside.
    let depth = 0;
    const settle = (newDepth: number) => {
      depth = newDepth;
      setIsOver(depth > 0);
    };
    const enter = (event: DragEvent) => {
      if (isMine(event)) settle(depth + 1);
    };
    const leave = (event: DragEvent) => {
      if (isMine(event)) settle(Math.max(0, depth - 1));
    };
    const over = (event: DragEvent) => {
      if (isMine(event)) event.preventDefault();
    };
    const take = async (dropped: DataTransfer) => {
      // The handles must be asked for within the event; only their answers may come later.
      const files = await droppedFiles(dropped);
      if (files.length > 0) handleFiles(files);
    };
    const drop = (event: DragEvent) => {
      if (!isMine(event)) return;
      event.preventDefault();
      settle(0);
      if (event.dataTransfer !== null) void take(event.dataTransfer);
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      takers.splice(takers.indexOf(self), 1);
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, []);

  return isOver;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") === true;
}
