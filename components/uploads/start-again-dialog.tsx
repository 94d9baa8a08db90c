"use client";

import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useForm } from "@/components/actions/use-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError, Input } from "@/components/ui/field";
import { ApiError } from "@/lib/contract/errors";
import type { Connection } from "@/lib/contract/session";
import { trayText } from "@/lib/text/tray-text";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { imageNameProblems } from "@/lib/upload/checks";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadFailure, UploadView } from "@/lib/upload/upload-view";
import { trayHeading } from "./tray-focus";
import { UploadForm, whyFormHolds } from "./upload-form";

interface StartAgainDialogProps {
  connection: Connection;
  upload: Pick<UploadView, "id" | "name">;
  failure: UploadFailure;
  commands: UploadCommands;
  onClose: () => void;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What was entered for an upload that the provider refused, with what it said of each field, to be mended. */
export function StartAgainDialog({ connection, upload, failure, commands, onClose }: StartAgainDialogProps): ReactNode {
  const { id, hasForm } = { id: connection.id, hasForm: connection.upload.hasForm };
  const [values] = useState(() => commands.valuesOf(upload.id));
  const state = useForm(hasForm ? { connection: id, imageId: null } : null, "upload", values);
  const [name, setName] = useState<string | null>(null);
  const formId = useId();
  useTellOnce(state.fields !== undefined, () => {
    const { message, details } = failure;
    state.refuse(new ApiError("invalid_request", message, { details: [...(details ?? [])] }));
  });

  const refused = failure.details?.find(({ field }) => field === "name")?.message ?? null;
  const [problem = null] = name === null ? [refused] : imageNameProblems([name], NO_NAMES, connection.naming);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null || !state.check()) return;
    commands.startAgain(upload.id, name ?? upload.name, state.values);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      // The row goes with the upload that failed.
      returnFocus={(opener) => (opener?.isConnected === true ? null : trayHeading())}
      width="wide"
      title={trayText.changeTitle(upload.name)}
      description={failure.message}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" form={formId} look="primary" disabledReason={problem ?? whyFormHolds(state, hasForm)}>
            {trayText.startAgain}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="space-y-4">
        <div>
          <label htmlFor={`${formId}-name`} className="mb-1 block font-medium">
            {text.terminal.name}
          </label>
          <Input
            id={`${formId}-name`}
            value={name ?? upload.name}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${formId}-problem`}
            onChange={(event) => setName(event.target.value)}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            className="font-mono sm:text-xs"
          />
          <div aria-live="polite">
            {problem !== null && <FieldError id={`${formId}-problem`}>{problem}</FieldError>}
          </div>
        </div>
        {hasForm && <UploadForm connection={id} state={state} />}
      </form>
    </Dialog>
  );
}

/** Does something at the first moment when it is possible. */
function useTellOnce(isPossible: boolean, tell: () => void): void {
  const isTold = useRef(false);
  useEffect(() => {
    if (!isPossible || isTold.current) return;
    isTold.current = true;
    tell();
  });
}
