import { Check, Circle } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { Option } from "@/lib/contract/form";
import { classNames } from "@/lib/utils/class-names";

interface OptionLineProps {
  type: "radio" | "checkbox";
  /** Of the group. */
  name: string;
  option: Option;
  /** In a frame of its own. */
  isCard?: boolean;
  isRequired?: boolean;
  isChosen: boolean;
  onChange: (isChosen: boolean) => void;
}

/** An option with its hint. One that cannot be chosen keeps its place in the keyboard's order, so that the reason can be read. */
export function OptionLine({
  type,
  name,
  option: { label, hint, disabledReason },
  isCard = false,
  isRequired = false,
  isChosen,
  onChange,
}: OptionLineProps): ReactNode {
  const id = useId();
  const isDisabled = disabledReason !== null;
  const notes = [...(hint === null ? [] : [`${id}-hint`]), ...(isDisabled ? [`${id}-reason`] : [])];
  return (
    <div
      className={classNames(
        "relative flex gap-2.5 px-2.5 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-accent pointer-coarse:py-2.5",
        isDisabled ? "text-ink-faint" : "hover:bg-hover",
        isCard
          ? "rounded-md bg-surface shadow-[inset_0_0_0_1px_var(--color-line-strong)] has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)]"
          : "rounded-sm",
      )}
    >
      {/* As large as the whole line: a box of 16 px is hard to hit. */}
      <input
        type={type}
        id={id}
        name={name}
        checked={isChosen}
        required={isRequired && type === "radio"}
        aria-disabled={isDisabled || undefined}
        aria-describedby={notes.length === 0 ? undefined : notes.join(" ")}
        onChange={({ currentTarget }) => {
          if (!isDisabled) onChange(currentTarget.checked);
        }}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none outline-none aria-disabled:cursor-not-allowed"
      />
      <span
        aria-hidden
        className={classNames(
          "pointer-events-none mt-0.5 flex size-4 shrink-0 items-center justify-center border border-ink-faint text-accent-ink peer-checked:border-accent peer-checked:bg-accent peer-aria-disabled:opacity-50 [&>svg]:hidden peer-checked:[&>svg]:block",
          type === "radio" ? "rounded-full" : "rounded-sm",
        )}
      >
        {type === "radio" ? <Circle className="size-2 fill-current" /> : <Check className="size-3 stroke-3" />}
      </span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        <label htmlFor={id} className="block">
          {label}
        </label>
        {hint !== null && (
          <span id={`${id}-hint`} className={classNames("block text-xs", !isDisabled && "text-ink-muted")}>
            {hint}
          </span>
        )}
        {isDisabled && (
          <span id={`${id}-reason`} className="block text-xs">
            {disabledReason}
          </span>
        )}
      </span>
    </div>
  );
}
