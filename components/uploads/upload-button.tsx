"use client";

import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useUploadArea } from "./upload-area";

/** Opens the upload dialog. For those who may not upload it says why. */
export function UploadButton({
  label,
  look = "primary",
}: {
  label: string;
  look?: "primary" | "secondary";
}): ReactNode {
  const { open, prepare, disabledReason } = useUploadArea();
  return (
    <Button
      look={look}
      disabledReason={disabledReason ?? undefined}
      onClick={() => open()}
      {...(disabledReason === null ? { onPointerEnter: prepare, onFocus: prepare } : {})}
    >
      <Upload aria-hidden />
      {label}
    </Button>
  );
}
