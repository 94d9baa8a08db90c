"use client";

import type { ReactNode } from "react";
import { describeError } from "@/components/layout/describe-error";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useNow } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import type { Walk } from "@/lib/client/use-all-images";
import { ApiError } from "@/lib/contract/errors";
import { listText } from "@/lib/text/list-text";
import { formatClock } from "@/lib/utils/format-time";

const { walk: text } = listText;

/** A pause of less, in ms, is told without a time of day. */
const SHORT_PAUSE_MS = 60_000;

interface WalkNoteProps {
  walk: Walk;
  isExact: boolean;
  /** Above the list stands already that the server does not answer, or what else is wrong. */
  isTroubleTold: boolean;
}

/** How the reading of the older images goes, with what one can do about it. Nothing once all are read. */
export function WalkNote({ walk, isExact, isTroubleTold }: WalkNoteProps): ReactNode {
  const now = useNow() ?? 0;
  const timeZone = useTimeZone();
  switch (walk.state) {
    case "done":
      return null;
    case "reading":
      return (
        // Most lists are read to the end before anybody looks here.
        <Note className="appear-late" action={text.stop} onAction={walk.stop}>
          <Spinner />
          <span className="truncate max-sm:sr-only">{text.reading}</span>
        </Note>
      );
    case "waiting": {
      const until = walk.pause?.until ?? now;
      // Over before anybody has compared clocks.
      const isShort = until - now < SHORT_PAUSE_MS;
      const clock = isShort ? null : formatClock(new Date(until).toISOString(), now, timeZone);
      const isLimited = walk.pause?.cause instanceof ApiError && walk.pause.cause.code === "rate_limited";
      // Until when a server wants no requests is told here alone.
      if (isTroubleTold && !isLimited) return null;
      const sentence = (isLimited ? text.limited : text.unanswered)(clock);
      return (
        <Note action={text.stop} onAction={walk.stop}>
          <span title={sentence} className="line-clamp-2">
            {sentence}
          </span>
        </Note>
      );
    }
    case "stopped":
      return (
        <Note action={text.goOn} onAction={walk.goOn}>
          <span className="truncate max-sm:sr-only">{text.stopped}</span>
        </Note>
      );
    case "failed": {
      if (isTroubleTold) return null;
      const sentence = (isExact ? text.failedAgain : text.failed)(describeError(walk.error).message);
      return (
        <Note action={text.tryAgain} onAction={walk.goOn}>
          <span role="alert" title={sentence} className="line-clamp-2 text-negative">
            {sentence}
          </span>
        </Note>
      );
    }
    default:
      return walk.state satisfies never;
  }
}

interface NoteProps {
  action: string;
  onAction: () => void;
  className?: string;
  children: ReactNode;
}

function Note({ action, onAction, className, children }: NoteProps): ReactNode {
  return (
    <div className={`flex min-w-0 items-center gap-2 ${className ?? ""}`}>
      {children}
      <Button size="small" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}
