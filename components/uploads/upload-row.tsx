"use client";

import { CircleAlert, CircleCheck, KeyRound, LogIn, WifiOff } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { memo, useState, type ReactNode } from "react";
import { useKnownConnections } from "@/components/layout/known-connections";
import { useSignInAgain } from "@/components/layout/sign-in-again-context";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { trayText } from "@/lib/text/tray-text";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";
import { barTone } from "./bar-tone";
import { CancelUploadDialog } from "./cancel-upload-dialog";
import { ForgetUploadDialog } from "./forget-upload-dialog";
import { RetryText } from "./retry-text";
import { SameBytesText } from "./same-bytes-text";
import { UploadControls } from "./upload-controls";
import { UploadFailureNote } from "./upload-failure-note";
import { PlanNote } from "./plan-note";
import { foreignUploadText } from "./upload-owner";
import { progressPieces, statusWord } from "./upload-words";

interface UploadRowProps {
  upload: UploadView;
  commands: UploadCommands;
}

/** One upload in the tray. Drawn anew only when it changes. */
export const UploadRow = memo(function UploadRow({ upload, commands }: UploadRowProps): ReactNode {
  const { connections } = useKnownConnections();
  const [asking, setAsking] = useState<"cancel" | "dismiss" | null>(null);
  const foreign = isOver(upload) ? null : foreignUploadText(upload, connections.get(upload.connection)?.account);
  const word = foreign ?? statusWord(upload.status);
  const [far = "", ...speeds] = progressPieces(upload);
  return (
    <li className="border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="flex h-7 items-center gap-2">
        <ImageName upload={upload} isLinked={foreign === null} />
        {upload.elsewhere && <span className="shrink-0 text-xs text-ink-faint">{trayText.inAnotherTab}</span>}
        {foreign === null && (
          <UploadControls
            upload={upload}
            commands={commands}
            onCancel={() => setAsking("cancel")}
            onDismiss={() =>
              upload.can.retry && upload.sentBytes > 0 ? setAsking("dismiss") : commands.dismiss(upload.id)
            }
          />
        )}
      </div>
      <div className="py-1">
        <ProgressBar
          label={upload.name}
          fraction={upload.sizeBytes === 0 ? null : upload.sentBytes / upload.sizeBytes}
          // Without the countdown: assistive technology is not told of every second.
          valueText={[word, far, ...speeds].join(", ")}
          tone={foreign === null ? barTone(upload) : "paused"}
        />
      </div>
      <p className="mt-0.5 flex items-center gap-1.5 text-xs text-ink-muted tabular-nums">
        <StatusMark status={foreign === null ? upload.status : "unauthorized"} />
        <span className="min-w-0 flex-1 truncate">
          {foreign === null && upload.status === "retrying" && upload.retry !== null ? (
            <RetryText at={upload.retry.at} />
          ) : (
            word
          )}{" "}
          · {far}
        </span>
        <span className="shrink-0">{speeds.join(" · ")}</span>
      </p>
      {upload.retry !== null && <p className="mt-1 text-xs wrap-anywhere text-warning">{upload.retry.cause}</p>}
      <PlanNote upload={upload} />
      {(upload.status === "unauthorized" || foreign !== null) && !upload.elsewhere && (
        <SignInButton connection={upload.connection} />
      )}
      <SameBytesText upload={upload} />
      {upload.failure !== null && <UploadFailureNote failure={upload.failure} upload={upload} />}
      {asking === "cancel" && (
        <CancelUploadDialog upload={upload} commands={commands} onClose={() => setAsking(null)} />
      )}
      {asking === "dismiss" && (
        <ForgetUploadDialog upload={upload} commands={commands} onClose={() => setAsking(null)} />
      )}
    </li>
  );
});

function ImageName({ upload, isLinked }: { upload: UploadView; isLinked: boolean }): ReactNode {
  const className = "min-w-0 flex-1 truncate font-medium";
  if (upload.imageId === null || !isLinked) return <span className={className}>{upload.name}</span>;
  return (
    <Link
      href={`/${upload.connection}/images/${upload.imageId}`}
      prefetch={false}
      title={upload.name}
      className={`${className} rounded-sm underline-offset-4 hover:underline`}
    >
      {upload.name}
    </Link>
  );
}

/** Nothing to press where the sign-in itself is the page. */
function SignInButton({ connection }: { connection: string }): ReactNode {
  const askToSignIn = useSignInAgain();
  if (usePathname() === "/sign-in") return null;
  return (
    <Button size="small" className="mt-1.5" onClick={() => askToSignIn(connection)}>
      <LogIn aria-hidden />
      {uploadsText.signInAgain}
    </Button>
  );
}

function StatusMark({ status }: Pick<UploadView, "status">): ReactNode {
  switch (status) {
    case "completed":
      return <CircleCheck aria-hidden className="size-3.5 shrink-0 text-positive" />;
    case "failed":
      return <CircleAlert aria-hidden className="size-3.5 shrink-0 text-negative" />;
    case "offline":
      return <WifiOff aria-hidden className="size-3.5 shrink-0 text-warning" />;
    case "unauthorized":
      return <KeyRound aria-hidden className="size-3.5 shrink-0 text-warning" />;
    default:
      return null;
  }
}

function isOver({ status }: UploadView): boolean {
  return status === "completed" || status === "failed";
}
