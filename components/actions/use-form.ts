"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ActionTarget } from "@/lib/client/actions-api";
import { formQuery } from "@/lib/client/forms";
import type { Form, FormValues } from "@/lib/contract/form";
import { findProblems, problemsToTell, refusedFields, type Problems } from "./form-problems";
import { askedAtFirst, askedValues, isChanged, isRefining, valuesOf, type FormValue } from "./form-values";

/** What `FormFields` draws. */
export interface FormFieldsState {
  form: Form;
  values: FormValues;
  problems: Problems;
  /** The form is asked for anew with what was entered. */
  isRefining: boolean;
  /** The field that is to have the focus, once for each new object. */
  focusOn: { name: string } | null;
  onChange: (name: string, value: FormValue) => void;
  /** A field had the focus and lost it. */
  onLeave: (name: string) => void;
}

export interface FormState {
  /** Undefined until the form came. */
  fields: FormFieldsState | undefined;
  /** What would be sent: a value for each of the form's fields. Empty until the form came. */
  values: FormValues;
  /** Why the form, or its newest state, could not be had. */
  error: Error | null;
  isFetching: boolean;
  refetch: () => void;
  /** Something is not as it was found. */
  isChanged: boolean;
  /** Tells everything that is wrong and leads to the first of it. @returns whether the values may be sent */
  check: () => boolean;
  /** Tells at its fields what the server refused, and leads to the first. @returns whether that is all it said */
  refuse: (error: unknown) => boolean;
}

const NOTHING: FormValues = {};

/**
 * The form of an action, and what somebody enters into it. What was typed stays when the form changes. For another target or
 * action draw the component anew, by its `key`.
 * @param target null where there is no form to ask for
 * @param earlier what was entered an earlier time, to go on from
 */
export function useForm(target: ActionTarget | null, action: string, earlier: FormValues = NOTHING): FormState {
  const [entered, setEntered] = useState(earlier);
  const [asked, setAsked] = useState(() => askedAtFirst(earlier));
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set());
  const [isSent, setIsSent] = useState(false);
  const [refused, setRefused] = useState<Problems>({});
  const [focusOn, setFocusOn] = useState<{ name: string } | null>(null);
  const query = useQuery({
    ...formQuery(target ?? { connection: "", imageId: null }, action, asked),
    enabled: target !== null,
  });
  const form = useLast(query.data);
  const values = form === undefined ? NOTHING : valuesOf(form, entered);
  const found = form === undefined ? new Map() : findProblems(form, values);

  const change = (name: string, value: FormValue) => {
    if (form === undefined) return;
    const now = { ...entered, [name]: value };
    setEntered(now);
    setRefused(({ [name]: _mended, ...others }) => others);
    if (form.fields.some((field) => field.name === name && isRefining(field))) setAsked(askedValues(form, now));
  };
  const leadToFirst = (problems: Problems) => {
    const first = form?.fields.find(({ name }) => problems[name] !== undefined);
    if (first !== undefined) setFocusOn({ name: first.name });
  };
  return {
    fields:
      form === undefined
        ? undefined
        : {
            form,
            values,
            problems: { ...refused, ...problemsToTell(found, left, isSent) },
            isRefining: query.isFetching,
            focusOn,
            onChange: change,
            onLeave: (name) => setLeft((known) => (known.has(name) ? known : new Set(known).add(name))),
          },
    values,
    error: query.error,
    isFetching: query.isFetching,
    refetch: () => void query.refetch(),
    isChanged: form !== undefined && isChanged(form, entered),
    check: () => {
      setIsSent(true);
      leadToFirst(problemsToTell(found, left, true));
      return form !== undefined && found.size === 0;
    },
    refuse: (error) => {
      if (form === undefined) return false;
      const { problems, isAll } = refusedFields(form, error);
      setRefused(problems);
      leadToFirst(problems);
      return isAll;
    },
  };
}

/** What was there last stays while something newer is on its way, or failed to come. */
function useLast<T>(newest: T | undefined): T | undefined {
  const [last, setLast] = useState(newest);
  if (newest !== undefined && newest !== last) setLast(newest);
  return newest ?? last;
}
