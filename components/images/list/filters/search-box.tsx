"use client";

import { Search } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Input } from "@/components/ui/field";
import { listText } from "@/lib/text/list-text";

interface SearchBoxProps {
  ref: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
  /** Leads from the box to what was found. */
  onLeave: () => void;
}

/** Looks for images by name, tag, id, description and checksum. Arrow down and Enter go to the first that was found. */
export function SearchBox({ ref, value, onChange, onLeave }: SearchBoxProps): ReactNode {
  return (
    <div className="group/search relative min-w-40 flex-1 basis-48 @3xl:max-w-96">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
      <Input
        ref={ref}
        type="search"
        aria-label={listText.search.label}
        placeholder={listText.search.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            onLeave();
          } else if (event.key === "Escape" && value !== "") {
            event.preventDefault();
            onChange("");
          }
        }}
        className="pl-8"
      />
      {value === "" && (
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm px-1.5 font-sans text-2xs text-ink-faint shadow-[inset_0_0_0_1px_var(--color-line)] group-focus-within/search:hidden pointer-coarse:hidden"
        >
          {listText.search.key}
        </kbd>
      )}
    </div>
  );
}
