"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { runAction, type ActionTarget } from "@/lib/client/actions-api";
import { invalidateImages } from "@/lib/client/queries";
import { ApiError } from "@/lib/contract/errors";
import type { Action, ActionResult } from "@/lib/contract/action";
import { actionsText as text } from "@/lib/text/actions-text";
import { ConcernedItems } from "./concerned-items";
import { controlOf } from "./control-of";
import { FormFields } from "./form-fields";
import { useForm, type FormFieldsState } from "./use-form";

interface ActionFormProps {
  target: ActionTarget;
  action: Action;
  onDone: (result: ActionResult) => void;
  onClose: () => void;
  returnFocus?: (opener: Element | null) => HTMLElement | null;
}

/** The dialog with an action's form. What was entered stays when something fails, and is not thrown away by a slip of the hand. */
export function ActionForm({ target, action, onDone, onClose, returnFocus }: ActionFormProps): ReactNode {
  const queryClient = useQueryClient();
  const formId = useId();
  const state = useForm(target, action.id);
  const form = state.fields?.form;
  const typedIn = useRef<Element>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const run = useMutation({
    mutationFn: () => runAction(target, action.id, state.values),
    onSuccess: onDone,
    onError: (error) => {
      setIsRefused(state.refuse(error));
      // It may have been done all the same, its answer being lost; but not where the form itself was refused.
      const isUntouched = error instanceof ApiError && error.code === "invalid_request";
      if (!isUntouched) void invalidateImages(queryClient, target.connection);
    },
  });
  const body = useFirstFocus(form !== undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!run.isPending && state.check()) run.mutate();
  };
  const goOn = () => {
    setIsLeaving(false);
    if (typedIn.current instanceof HTMLElement) typedIn.current.focus();
  };
  const leave = () => {
    if (run.isPending) return;
    if (!state.isChanged) onClose();
    else if (isLeaving) goOn();
    else {
      typedIn.current = document.activeElement;
      setIsLeaving(true);
    }
  };
  const whyNotNow = state.isFetching ? text.refining : state.error === null ? undefined : text.notRefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) leave();
      }}
      {...(returnFocus === undefined ? {} : { returnFocus })}
      className="sm:max-w-128"
      title={form?.title ?? action.label}
      description={form?.summary ?? undefined}
      footer={
        isLeaving ? (
          <Leaving onStay={goOn} onDiscard={onClose} />
        ) : (
          <>
            <Button data-initial-focus onClick={() => !run.isPending && onClose()}>
              {text.cancel}
            </Button>
            {form === undefined && state.error !== null && (
              <Button look="primary" busy={state.isFetching} onClick={state.refetch}>
                {text.tryAgain}
              </Button>
            )}
            {form !== undefined && (
              <Button
                type="submit"
                form={formId}
                look={action.isDestructive ? "danger" : "primary"}
                busy={run.isPending}
                disabledReason={form.disabledReason ?? whyNotNow}
              >
                {form.submitLabel}
              </Button>
            )}
          </>
        )
      }
    >
      <form ref={body} id={formId} noValidate onSubmit={submit} className="space-y-4">
        {form === undefined && state.error === null && <FormSkeleton />}
        {state.error !== null && (
          <RequestError
            title={form === undefined ? text.notLoaded : text.notRefined}
            error={state.error}
            connection={target.connection}
            {...(form !== undefined && { onRetry: state.refetch, retrying: state.isFetching })}
          />
        )}
        {state.fields !== undefined && <FormBody {...state.fields} />}
        {run.isError && !isRefused && (
          <RequestError title={text.notDone} error={run.error} connection={target.connection} />
        )}
      </form>
    </Dialog>
  );
}

function FormBody(fields: FormFieldsState): ReactNode {
  const { warning, disabledReason, items } = fields.form;
  return (
    <>
      {warning !== null && <Callout tone="warning">{warning}</Callout>}
      {disabledReason !== null && <Callout tone="info">{disabledReason}</Callout>}
      {fields.form.fields.length > 0 && <FormFields {...fields} />}
      {items.length > 0 && <ConcernedItems items={items} />}
    </>
  );
}

/** Asks in place before what was entered is thrown away. */
function Leaving({ onStay, onDiscard }: { onStay: () => void; onDiscard: () => void }): ReactNode {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <>
      <p role="alert" className="mr-auto font-medium">
        {text.discard.question}
      </p>
      <Button ref={keep} onClick={onStay}>
        {text.discard.keep}
      </Button>
      <Button look="danger" onClick={onDiscard}>
        {text.discard.confirm}
      </Button>
    </>
  );
}

function FormSkeleton(): ReactNode {
  return (
    <div className="appear-late space-y-4 py-1" aria-busy>
      <p className="sr-only">{text.loading}</p>
      {["w-24", "w-32", "w-20"].map((width) => (
        <div key={width} className="space-y-2">
          <Skeleton className={width} />
          <Skeleton className="h-8 w-full rounded-md" />
        </div>
      ))}
    </div>
  );
}

/** The first field takes the focus once it is there, unless somebody moved it meanwhile from where the dialog had put it. */
function useFirstFocus(isReady: boolean) {
  const body = useRef<HTMLFormElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    if (!isReady || isOver.current) return;
    isOver.current = true;
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || activeElement.dataset["initialFocus"] === undefined) return;
    controlOf(body.current, "[data-field]")?.focus();
  }, [isReady]);
  return body;
}
