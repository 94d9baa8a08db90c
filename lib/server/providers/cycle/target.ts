import "server-only";
import { cycleFormText } from "@/lib/text/cycle-text";

/** Longest reference that Docker takes, in characters, is 255 for the name and 128 for the tag. */
export const MAX_TARGET_LENGTH = 383;

/** An image's name, tag and digest. No user and no password: it is shown to everybody who sees the image. */
export const TARGET_PATTERN = {
  source: String.raw`^[A-Za-z0-9][A-Za-z0-9._:\/-]*(@sha256:[a-f0-9]{64})?$`,
  hint: cycleFormText.targetHint,
};
