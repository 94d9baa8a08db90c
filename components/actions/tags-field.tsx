"use client";

import { X } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { actionsText } from "@/lib/text/actions-text";
import { classNames } from "@/lib/utils/class-names";
import { describedBy, fieldIds, FieldName, FieldNotes, type FieldProps } from "./field-parts";
import { isTagOfLength } from "./form-problems";
import { splitTags, withTags } from "./tags";

const text = actionsText.fields;

/** Short words: typed, each ended by Enter, a comma or by leaving the field; a wrong one is kept and marked, for nothing is lost so. */
export function TagsField({ field, value, problem, onChange }: FieldProps<"tags", string[]>): ReactNode {
  const ids = fieldIds(useId());
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const add = (words: string) => {
    setTyped("");
    const tags = withTags(value, splitTags(words));
    if (tags.length > value.length) onChange(tags);
  };
  const remove = (tag: string) => {
    onChange(value.filter((other) => other !== tag));
    input.current?.focus();
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" && typed.trim() !== "") || event.key === ",") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "") {
      const last = value.at(-1);
      if (last !== undefined) remove(last);
    }
  };
  return (
    <div data-field={field.name}>
      <FieldName isRequired={field.isRequired}>
        <label htmlFor={ids.control}>{field.label}</label>
      </FieldName>
      <div
        className={classNames(
          "flex flex-wrap gap-1 rounded-md bg-surface p-1 shadow-[inset_0_0_0_1px_var(--color-line-strong)] has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-[-1px] has-[input:focus-visible]:outline-accent",
          problem !== null && "shadow-[inset_0_0_0_1px_var(--color-negative)]",
        )}
      >
        {value.length > 0 && (
          <ul aria-label={text.tags(field.label)} className="contents">
            {value.map((tag) => (
              <li
                key={tag}
                className={classNames(
                  "flex h-6 max-w-full items-center rounded-sm pl-2 pointer-coarse:h-8",
                  isTagOfLength(tag, field) ? "bg-hover" : "bg-negative-soft text-negative",
                )}
              >
                <span className="min-w-0 truncate">{tag}</span>
                <button
                  type="button"
                  aria-label={text.removeTag(tag)}
                  onClick={() => remove(tag)}
                  className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:text-ink pointer-coarse:size-8"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={ids.control}
          value={typed}
          required={field.isRequired && value.length === 0}
          placeholder={value.length === 0 ? text.addTag : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={describedBy(ids, field, problem)}
          className="h-6 min-w-24 flex-1 bg-transparent px-1.5 text-base outline-none placeholder:text-ink-faint sm:text-sm pointer-coarse:h-8 pointer-coarse:text-lg"
          onChange={({ currentTarget }) => {
            // Several at once: they were pasted.
            if (/[,\n]/.test(currentTarget.value)) add(currentTarget.value);
            else setTyped(currentTarget.value);
          }}
          onKeyDown={handleKey}
          onBlur={() => add(typed)}
        />
      </div>
      <FieldNotes field={field} ids={ids} problem={problem} />
    </div>
  );
}
