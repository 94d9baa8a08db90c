"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { uiText } from "@/lib/text/ui-text";
import { classNames } from "@/lib/utils/class-names";
import { copyText } from "./copy-text";
import { tellCopyResult } from "./copy-toasts";
import { IconButton } from "./icon-button";

/** Milliseconds for which the check mark stands. */
const DONE_MS = 1_600;

interface CopyButtonProps {
  text: string;
  /** Its accessible name, as in "Copy id of ubuntu". */
  label: string;
  /** What was copied, for the confirmation: "Id". */
  what: string;
  className?: string;
  /** -1 where another way than Tab leads to it. */
  tabIndex?: 0 | -1;
}

/** Copies a text that is already here. */
export function CopyButton({ text, label, what, className, tabIndex = 0 }: CopyButtonProps): ReactNode {
  const [done, setDone] = useState(false);

  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), DONE_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = async () => {
    const result = await copyText(text);
    setDone(result.copied);
    tellCopyResult(result, uiText.copied(what));
  };

  return (
    <IconButton
      label={label}
      tooltip={null}
      tabIndex={tabIndex}
      // As high as a line, however large it is.
      className={classNames(
        "size-6 pointer-coarse:-my-1.5 [&_svg]:size-3.5",
        done && "text-positive hover:text-positive",
        className,
      )}
      onClick={() => void copy()}
    >
      {done ? <Check aria-hidden /> : <Copy aria-hidden />}
    </IconButton>
  );
}
