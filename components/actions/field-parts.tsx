import type { ReactNode } from "react";
import { FieldError } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import type { FormField } from "@/lib/contract/form";
import { actionsText } from "@/lib/text/actions-text";

/** What every kind of field is given. */
export interface FieldProps<Kind extends FormField["kind"], Value> {
  field: Extract<FormField, { kind: Kind }>;
  value: Value;
  /** What is wrong with it, to be told now. */
  problem: string | null;
  onChange: (value: Value) => void;
}

/** The ids by which a field's control names what is said of it. */
export interface FieldIds {
  control: string;
  help: string;
  error: string;
}

/** @param id of `useId` */
export function fieldIds(id: string): FieldIds {
  return { control: id, help: `${id}-help`, error: `${id}-error` };
}

/** For `aria-describedby`; undefined where nothing is said. */
export function describedBy({ help, error }: FieldIds, field: FormField, problem: string | null): string | undefined {
  const ids = [...(problem === null ? [] : [error]), ...(field.help === null ? [] : [help])];
  return ids.length === 0 ? undefined : ids.join(" ");
}

/** Marks a field that has to be filled in; assistive technology has it from the control itself. */
function RequiredMark(): ReactNode {
  return (
    <span aria-hidden title={actionsText.fields.required} className="text-negative">
      {actionsText.fields.requiredMark}
    </span>
  );
}

interface FieldNameProps {
  isRequired: boolean;
  /** The form is asked for anew because of this field. */
  isBusy?: boolean;
  /** Stands at the other end of the line. */
  note?: ReactNode;
  /** The label itself. */
  children: ReactNode;
}

/** The line above a field. */
export function FieldName({ isRequired, isBusy = false, note, children }: FieldNameProps): ReactNode {
  return (
    <span className="mb-1.5 flex min-h-5 items-center gap-1">
      <span className="font-medium">{children}</span>
      {isRequired && <RequiredMark />}
      {isBusy && (
        <span className="appear-late ml-1 text-ink-faint">
          <Spinner />
        </span>
      )}
      {note !== undefined && note !== false && (
        <span className="ml-auto text-xs text-ink-muted tabular-nums">{note}</span>
      )}
    </span>
  );
}

interface FieldNotesProps {
  field: FormField;
  ids: FieldIds;
  problem: string | null;
}

/** What is said below a field: what is wrong with it, told when it appears, and what it is. */
export function FieldNotes({ field, ids, problem }: FieldNotesProps): ReactNode {
  return (
    <>
      <div aria-live="polite">{problem !== null && <FieldError id={ids.error}>{problem}</FieldError>}</div>
      {field.help !== null && (
        <p id={ids.help} className="mt-1 text-xs wrap-anywhere text-ink-muted">
          {field.help}
        </p>
      )}
    </>
  );
}
