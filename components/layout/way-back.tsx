import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface WayBackProps {
  href: string;
  children: ReactNode;
}

/** The line above a page's heading that leads to the list it belongs to. */
export function WayBack({ href, children }: WayBackProps): ReactNode {
  return (
    <Link
      href={href}
      className="touch-target mb-4 -ml-1 flex w-fit items-center gap-1 rounded-md pr-1.5 text-ink-muted hover:text-ink"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}
