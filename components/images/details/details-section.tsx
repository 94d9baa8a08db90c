import { use, useId, type ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { PlaceContext } from "./place";

interface DetailsSectionProps {
  title: string;
  children: ReactNode;
}

/** A titled part of an image's details: a card on the page, a stretch of the panel. What is in it follows its width, not the window's. */
export function DetailsSection({ title, children }: DetailsSectionProps): ReactNode {
  const id = useId();
  const isPage = use(PlaceContext) === "page";
  // One level below the image's name, which is the page's `h1` or the panel's `h2`.
  const Heading = isPage ? "h2" : "h3";
  return (
    <section
      aria-labelledby={id}
      className={classNames(
        "@container",
        isPage
          ? "rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]"
          : "border-b border-line pb-1 last:border-b-0",
      )}
    >
      <Heading
        id={id}
        className={isPage ? "border-b border-line px-4 py-2.5 font-semibold" : "-mb-1 px-4 pt-4 font-semibold"}
      >
        {title}
      </Heading>
      {children}
    </section>
  );
}
