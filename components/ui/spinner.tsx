import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";

/** Says to the eye that something is under way; the text beside it says it to everyone. */
export function Spinner(): ReactNode {
  return <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />;
}
