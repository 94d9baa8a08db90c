"use client";

import type { ReactNode } from "react";
import { FormFields } from "@/components/actions/form-fields";
import type { FormState } from "@/components/actions/use-form";
import { RequestError } from "@/components/layout/request-error";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";

interface UploadFormProps {
  /** The connection that the form is of. */
  connection: string;
  state: FormState;
}

/** What a provider needs to know of an upload beside the files and their names. */
export function UploadForm({ connection, state }: UploadFormProps): ReactNode {
  const { fields, error, isFetching, refetch } = state;
  return (
    <div className="space-y-4">
      {fields === undefined && error === null && <FormSkeleton />}
      {error !== null && (
        <RequestError
          title={text.form.notLoaded}
          error={error}
          connection={connection}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {fields !== undefined && (
        <>
          {fields.form.summary !== null && <p className="text-xs text-pretty text-ink-muted">{fields.form.summary}</p>}
          {fields.form.warning !== null && <Callout tone="warning">{fields.form.warning}</Callout>}
          {fields.form.disabledReason !== null && <Callout tone="info">{fields.form.disabledReason}</Callout>}
          <FormFields {...fields} />
        </>
      )}
    </div>
  );
}

/** Why a form keeps uploads from starting; undefined when it does not. @param hasForm whether the connection has one */
export function whyFormHolds({ fields, isFetching }: FormState, hasForm: boolean): string | undefined {
  if (!hasForm) return undefined;
  if (fields === undefined) return text.form.notThere;
  return fields.form.disabledReason ?? (isFetching ? text.form.refining : undefined);
}

function FormSkeleton(): ReactNode {
  return (
    <div className="appear-late space-y-4 py-1" aria-busy>
      <p className="sr-only">{text.form.loading}</p>
      {["w-24", "w-32"].map((width) => (
        <div key={width} className="space-y-2">
          <Skeleton className={width} />
          <Skeleton className="h-8 w-full rounded-md" />
        </div>
      ))}
    </div>
  );
}
