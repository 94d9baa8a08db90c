import type { Action } from "@/lib/contract/action";
import type { Image } from "@/lib/contract/image";

/** A dialog about images, and what it was opened with: the focus goes back there. */
export type ImageDialog = { opener: HTMLElement | null } & (
  | { kind: "delete" | "fill" | "log"; image: Image }
  | { kind: "action"; image: Image; action: Action }
  | { kind: "delete-many" | "links"; images: readonly Image[]; onDone: () => void }
);
