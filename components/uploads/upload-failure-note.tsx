"use client";

import { LogIn } from "lucide-react";
import type { ReactNode } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again-context";
import { Button } from "@/components/ui/button";
import { RequestId } from "@/components/ui/request-id";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadFailure, UploadView } from "@/lib/upload/upload-view";
import { ComparedChecksumsList } from "./compared-checksums-list";
import { canBeChanged, canBeRenamed, failureAdvice } from "./failure-advice";
import { ChangeUpload } from "./change-upload";
import { RenameUpload } from "./rename-upload";
import { splitChecksums } from "./split-checksums";

interface UploadFailureNoteProps {
  failure: UploadFailure;
  upload: UploadView;
}

/** Why an upload stopped, and the way on where there is one beyond a retry. */
export function UploadFailureNote({ failure, upload }: UploadFailureNoteProps): ReactNode {
  const askToSignIn = useSignInAgain();
  const compared = splitChecksums(failure.message);
  const advice = compared?.advice ?? failureAdvice(upload);
  const signInHelps = failure.code === "not_signed_in" || failure.code === "token_rejected";
  return (
    <div className="mt-1.5 space-y-1 rounded-md bg-negative-soft px-2.5 py-2 text-xs wrap-anywhere text-ink ring-1 ring-negative/20 ring-inset">
      <p>{compared?.text ?? failure.message}</p>
      {compared !== null && <ComparedChecksumsList checksums={compared.checksums} />}
      {advice !== null && <p>{advice}</p>}
      <FailureDetails failure={failure} />
      {canBeRenamed(upload) && <RenameUpload upload={upload} />}
      {canBeChanged(upload) && <ChangeUpload upload={upload} failure={failure} />}
      <RequestId id={failure.requestId} />
      {signInHelps && (
        <Button size="small" onClick={() => askToSignIn(upload.connection)}>
          <LogIn aria-hidden />
          {uploadsText.signInAgain}
        </Button>
      )}
    </div>
  );
}

/** What the server said of single fields. */
function FailureDetails({ failure: { message, details } }: { failure: UploadFailure }): ReactNode {
  const more = (details ?? []).filter((detail) => !message.includes(detail.message));
  if (more.length === 0) return null;
  return (
    <ul className="list-disc pl-4">
      {more.map((detail) => (
        <li key={`${detail.field} ${detail.message}`}>{detail.message}</li>
      ))}
    </ul>
  );
}
