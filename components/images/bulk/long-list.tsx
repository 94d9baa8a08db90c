"use client";

import { useState, type ReactNode } from "react";

/** Items drawn at first and at each further step: more than the frame shows, and quick to draw. */
const STEP = 100;

/** Further ones are drawn when less than this is left below, in px. */
const NEAR_END = 400;

/** What scrolls has to take the focus, or its end is out of the keyboard's reach. */
const SCROLLED_BY_KEYS = { tabIndex: 0 } as const;

interface LongListProps<Item> {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  children: (item: Item) => ReactNode;
}

/** A list in a frame of its own that scrolls. It may have ten thousand items: they are drawn as one scrolls to them. */
export function LongList<Item>({ label, items, keyOf, children }: LongListProps<Item>): ReactNode {
  const [drawn, setDrawn] = useState(STEP);
  return (
    <section
      aria-label={label}
      {...SCROLLED_BY_KEYS}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (drawn < items.length && scrollHeight - scrollTop - clientHeight < NEAR_END) setDrawn(drawn + STEP);
      }}
      // Ends in the middle of a line where there is more, so that one sees it.
      className="max-h-62 overflow-y-auto rounded-lg shadow-[inset_0_0_0_1px_var(--color-line)] focus-visible:outline-offset-[-2px]"
    >
      <ul>
        {items.slice(0, drawn).map((item, index) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="border-b border-line px-3 py-2 last:border-b-0"
          >
            {children(item)}
          </li>
        ))}
      </ul>
    </section>
  );
}
