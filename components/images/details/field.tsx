import { use, type ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { PlaceContext } from "./place";

interface FieldProps {
  name: string;
  /** What it says takes several lines. */
  isTall?: boolean;
  children: ReactNode;
}

/** A line of an image's details: what it is called, and what it is. */
export function Field({ name, isTall = false, children }: FieldProps): ReactNode {
  const isPage = use(PlaceContext) === "page";
  return (
    <div
      className={classNames(
        "grid gap-x-4 px-4 @sm:grid-cols-[7rem_1fr] @2xl:grid-cols-[10rem_1fr]",
        isTall ? "items-baseline" : "items-center",
        isPage ? "border-b border-line py-2 last:border-b-0" : "py-1",
      )}
    >
      <dt className="text-ink-muted">{name}</dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-x-2 wrap-anywhere">{children}</dd>
    </div>
  );
}

/** An id or a checksum. */
export function Code({ children }: { children: string }): ReactNode {
  return <code className="min-w-0 font-mono text-xs wrap-anywhere">{children}</code>;
}
