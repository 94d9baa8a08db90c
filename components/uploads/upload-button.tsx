"use client";

import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
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
  const { upload } = useConnection().capabilities;
  const { open, prepare } = useUploadArea();
  return (
    <Button
      look={look}
      disabledReason={upload.allowed ? undefined : upload.reason}
      onClick={() => open()}
      {...(upload.allowed ? { onPointerEnter: prepare, onFocus: prepare } : {})}
    >
      <Upload aria-hidden />
      {label}
    </Button>
  );
}
