"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { ChoiceField } from "./choice-field";
import { ChoicesField } from "./choices-field";
import { controlOf } from "./control-of";
import { SwitchField } from "./switch-field";
import { TagsField } from "./tags-field";
import { TextField } from "./text-field";
import type { FormFieldsState } from "./use-form";

/** The fields of a form that a provider made, as `useForm` keeps them. Stands in a `form` of its user. */
export function FormFields(state: FormFieldsState): ReactNode {
  const { form, values, problems, isRefining, focusOn, onChange, onLeave } = state;
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (focusOn === null) return;
    controlOf(box.current, `[data-field="${focusOn.name}"]`)?.focus();
  }, [focusOn]);

  return (
    <div ref={box} aria-busy={isRefining || undefined} className="space-y-4">
      {form.fields.map((field) => {
        const value = values[field.name];
        const problem = problems[field.name] ?? null;
        const change = (next: Parameters<typeof onChange>[1]) => onChange(field.name, next);
        switch (field.kind) {
          case "text":
            return (
              <TextField
                key={field.name}
                problem={problem}
                field={field}
                value={typeof value === "string" ? value : field.value}
                onChange={change}
                onLeave={() => onLeave(field.name)}
              />
            );
          case "choice":
            return (
              <ChoiceField
                key={field.name}
                problem={problem}
                field={field}
                value={typeof value === "string" ? value : field.value}
                isBusy={isRefining && field.refines}
                onChange={change}
              />
            );
          case "choices":
            return (
              <ChoicesField
                key={field.name}
                problem={problem}
                field={field}
                value={Array.isArray(value) ? value : field.value}
                isBusy={isRefining && field.refines === true}
                onChange={change}
              />
            );
          case "tags":
            return (
              <TagsField
                key={field.name}
                problem={problem}
                field={field}
                value={Array.isArray(value) ? value : field.value}
                onChange={change}
              />
            );
          case "switch":
            return (
              <SwitchField
                key={field.name}
                problem={problem}
                field={field}
                value={typeof value === "boolean" ? value : field.value}
                onChange={change}
              />
            );
          default:
            return field satisfies never;
        }
      })}
    </div>
  );
}
