"use client";

import { Clock, Link2, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { copyText } from "@/components/ui/copy-text";
import { tellCopyResult } from "@/components/ui/copy-toasts";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import type { DownloadLink } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { imageActionsText } from "@/lib/text/image-actions-text";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatAbsoluteTime, formatClock } from "@/lib/utils/format-time";
import { useTimeZone } from "@/components/ui/time-zone";
import { DownloadCommandsList } from "./download-commands-list";
import { useSecondsLeft } from "./use-seconds-left";
import { useTakeLostFocus } from "./use-take-lost-focus";

const text = detailsText.link;

/** A screen reader is told once that a link ends soon, this many seconds before. */
const WARN_SECONDS = 300;

interface ReadyLinkProps {
  name: string;
  link: DownloadLink;
  onRenew: () => void;
  isRenewing: boolean;
  /** It stands where the button was that asked for it. */
  takesFocus: boolean;
}

/** A link that is there: how long it works, what to do with it, and a new one when it has expired. */
export function ReadyLink(props: ReadyLinkProps): ReactNode {
  const box = useTakeLostFocus<HTMLDivElement>(props.takesFocus);
  return (
    <div ref={box} tabIndex={-1} className="space-y-3 outline-none">
      <LinkOrExpired {...props} />
    </div>
  );
}

function LinkOrExpired({ name, link, onRenew, isRenewing }: ReadyLinkProps): ReactNode {
  const secondsLeft = useSecondsLeft(link.expiresAt);
  if (secondsLeft === 0) {
    return (
      <Callout
        tone="warning"
        title={text.expired}
        actions={
          <Button size="small" busy={isRenewing} onClick={onRenew}>
            {!isRenewing && <RotateCw aria-hidden />}
            {text.renew}
          </Button>
        }
      >
        <output>{text.expiredHelp}</output>
      </Callout>
    );
  }
  const copyLink = async () => {
    const until = formatClock(link.expiresAt, Date.now());
    tellCopyResult(await copyText(link.url), imageActionsText.linkCopied(until));
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => void copyLink()}>
          <Link2 aria-hidden />
          {text.copyLink}
        </Button>
        <div className="ml-auto flex items-center gap-1 max-sm:w-full max-sm:justify-between">
          <TimeLeft expiresAt={link.expiresAt} seconds={secondsLeft} />
          <IconButton label={text.renew} aria-busy={isRenewing || undefined} onClick={onRenew}>
            <RotateCw aria-hidden className={isRenewing ? "animate-spin motion-reduce:animate-none" : ""} />
          </IconButton>
        </div>
      </div>
      <DownloadCommandsList name={name} link={link} />
      <p className="text-xs text-ink-muted">{text.verifies}</p>
    </>
  );
}

function TimeLeft({ expiresAt, seconds }: { expiresAt: string; seconds: number }): ReactNode {
  const timeZone = useTimeZone();
  // Minutes that are whole: "11 h 58 min", "4 min"; the last of them in seconds.
  const shown = formatDuration(seconds > 60 ? Math.floor(seconds / 60) * 60 : seconds);
  return (
    <p className="flex items-center gap-1.5 text-xs text-ink-muted tabular-nums">
      <Clock aria-hidden className="size-3.5" />
      <Tooltip text={formatAbsoluteTime(expiresAt, timeZone)}>
        <time dateTime={expiresAt}>{text.worksFor(shown)}</time>
      </Tooltip>
      <output className="sr-only">{seconds <= WARN_SECONDS && text.endsSoon(formatDuration(WARN_SECONDS))}</output>
    </p>
  );
}
