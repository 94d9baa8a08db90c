import type { ReactNode } from "react";

interface SwitchProps {
  id?: string;
  /** Its accessible name. */
  label: string;
  /** The id of what explains it. */
  describedBy?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ id, label, describedBy, checked, onChange }: SwitchProps): ReactNode {
  return (
    <button
      type="button"
      role="switch"
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      aria-checked={checked}
      onClick={() => onChange(!checked)}
      className="touch-target relative h-5 w-9 shrink-0 rounded-full bg-ink-faint transition-colors aria-checked:bg-accent pointer-coarse:h-7 pointer-coarse:w-12"
    >
      <span
        aria-hidden
        data-checked={checked || undefined}
        className="absolute top-0.5 left-0.5 size-4 rounded-full bg-white transition-transform data-checked:translate-x-4 pointer-coarse:size-6 pointer-coarse:data-checked:translate-x-5"
      />
    </button>
  );
}
