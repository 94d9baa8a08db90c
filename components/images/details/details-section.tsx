import { use, useId, type ReactNode } from "react";
import { PlaceContext } from "./place";

interface DetailsSectionProps {
  title: string;
  /** Small things at the heading's end. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled box of an image's details. What is in it follows the box's width, not the window's. */
export function DetailsSection({ title, aside, children }: DetailsSectionProps): ReactNode {
  const id = useId();
  // One level below the image's name, which is the page's `h1` or the panel's `h2`.
  const Heading = use(PlaceContext) === "page" ? "h2" : "h3";
  return (
    <section aria-labelledby={id} className="@container rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <header className="flex min-h-10 items-center gap-3 border-b border-line px-4 py-1.5">
        <Heading id={id} className="min-w-0 flex-1 font-semibold">
          {title}
        </Heading>
        {aside}
      </header>
      {children}
    </section>
  );
}
