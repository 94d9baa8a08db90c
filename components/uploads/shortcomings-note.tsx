"use client";

import type { ReactNode } from "react";
import { uploadsText } from "@/lib/text/uploads-text";
import { dismissNotes, useUnreadNotes } from "./dismissed-notes";
import { QuietNote } from "./quiet-note";
import { useUploadsSnapshot } from "./uploads-provider";

/** What this browser cannot do for uploads here, as over plain http. */
export function ShortcomingsNote(): ReactNode {
  const sentences = useUnreadNotes(useUploadsSnapshot().shortcomings.map(({ message }) => message));
  if (sentences.length === 0) return null;
  return (
    <QuietNote sentences={sentences} dismissLabel={uploadsText.dismissNote} onDismiss={() => dismissNotes(sentences)} />
  );
}
