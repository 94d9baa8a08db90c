"use client";

import { useState, type ReactNode } from "react";
import { useKnownConnections } from "@/components/layout/known-connections";
import { useTimeZone } from "@/components/ui/time-zone";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadView } from "@/lib/upload/upload-view";
import { formatClock } from "@/lib/utils/format-time";

interface PlanNoteProps {
  upload: Pick<UploadView, "connection" | "expiresAt" | "beginsAnew"> & Partial<Pick<UploadView, "status">>;
}

/** What is to be known of a file that the provider takes in one piece: until when, and what an interruption costs. */
export function PlanNote({ upload: { connection, expiresAt, beginsAnew, status } }: PlanNoteProps): ReactNode {
  const { connections } = useKnownConnections();
  const timeZone = useTimeZone();
  const [now] = useState(Date.now);
  const provider = connections.get(connection)?.label ?? uploadsText.someProvider;
  const isInterrupted = status !== "uploading" && status !== "finishing";
  const sentences = [
    beginsAnew && isInterrupted ? uploadsText.beginsAnew : null,
    expiresAt === null
      ? null
      : uploadsText.takesUntil(provider, formatClock(new Date(expiresAt).toISOString(), now, timeZone)),
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return null;
  return <p className="mt-0.5 text-xs text-pretty text-ink-muted">{sentences.join(" ")}</p>;
}
