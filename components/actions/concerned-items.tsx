"use client";

import { useId, type ReactNode } from "react";
import { actionsText as text } from "@/lib/text/actions-text";

/** What scrolls has to take the focus, or its end is out of the keyboard's reach. */
const SCROLLED_BY_KEYS = { tabIndex: 0 } as const;

/** What an action is about, a line each. A long list scrolls. */
export function ConcernedItems({ items }: { items: readonly string[] }): ReactNode {
  const headingId = useId();
  return (
    <div>
      <p id={headingId} className="mb-1.5 font-medium">
        {text.items(items.length)}
      </p>
      <section
        aria-labelledby={headingId}
        {...SCROLLED_BY_KEYS}
        className="max-h-54 overflow-y-auto rounded-lg shadow-[inset_0_0_0_1px_var(--color-line)] focus-visible:outline-offset-[-2px]"
      >
        <ul>
          {Object.entries(items).map(([place, item]) => (
            <li key={place} className="border-b border-line px-3 py-1.5 wrap-anywhere last:border-b-0">
              {item}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
