"use client";

import { useId, type ReactNode } from "react";
import { Switch } from "@/components/ui/switch";
import { describedBy, fieldIds, FieldNotes, type FieldProps } from "./field-parts";

/** On or off. */
export function SwitchField({ field, value, problem, onChange }: FieldProps<"switch", boolean>): ReactNode {
  const ids = fieldIds(useId());
  return (
    <div data-field={field.name} className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <label htmlFor={ids.control} className="font-medium">
          {field.label}
        </label>
        <FieldNotes field={field} ids={ids} problem={problem} />
      </div>
      <Switch
        id={ids.control}
        label={field.label}
        describedBy={describedBy(ids, field, problem)}
        checked={value}
        onChange={onChange}
      />
    </div>
  );
}
