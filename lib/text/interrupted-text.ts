import { plural } from "./plural";

/** What is said of uploads that a closed page or a crash left behind. */
export const interruptedText = {
  heading: "Interrupted uploads",
  more: (count: number) => plural(count, { one: "Show # more", other: "Show # more" }),
  fewer: "Show fewer",
  progress: (far: string) => `Interrupted, ${far}`,
  deleted: "The image was deleted.",
  expired: "The time for sending it is over.",
  failed: (reason: string) => `The image failed. ${reason}`.trim(),
  failedAdvice: "Discard this upload, then upload the file again.",
  forget: "Forget",
  forgetOf: (name: string) => `Forget ${name}`,
  discard: "Discard",
  discardOf: (name: string) => `Discard ${name}`,

  several: {
    button: "Choose several files",
    label: "Files of interrupted uploads",
    unmatched: (count: number) =>
      plural(count, {
        one: "# file belongs to none of these uploads.",
        other: "# files belong to none of these uploads.",
      }),
    unmatchedHelp: "A file is known by its name, its size and its bytes.",
    failed: "Not every upload could go on",
  },

  wanted: { file: "File", size: "Size", changed: "Changed" },

  discarding: {
    title: (name: string) => `Discard ${name}?`,
    noImage: "No image was made yet. This browser forgets the upload.",
    nameFree: (loss: string) => `${loss} The name is free again.`,
    keep: "Keep upload",
    confirm: "Discard upload",
    pending: "The upload is being discarded.",
    failed: (name: string) => `${name} was not discarded`,
  },
} as const;
