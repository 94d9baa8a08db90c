import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { layoutText } from "@/lib/text/layout-text";
import { imagesPath } from "@/lib/utils/paths";

/** The line above a page's heading that leads to the list of images it belongs to. */
export function WayBack({ connection }: { connection: string }): ReactNode {
  return (
    <Link
      href={imagesPath(connection)}
      className="touch-target mb-4 -ml-1 flex w-fit items-center gap-1 rounded-md pr-1.5 text-ink-muted hover:text-ink"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {layoutText.images}
    </Link>
  );
}
