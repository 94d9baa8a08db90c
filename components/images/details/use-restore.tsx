"use client";

import type { ReactNode } from "react";
import { toast } from "sonner";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { useRestoreImage } from "@/lib/client/mutations";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";

interface Restore {
  run: () => void;
  isPending: boolean;
  disabledReason: string | undefined;
  /** What went wrong, to be shown where the button is. */
  failure: ReactNode;
}

/** Takes back an image's deletion. */
export function useRestore(image: Image): Restore {
  const connection = useConnection();
  const restoration = useRestoreImage(connection.id);
  const { restore } = connection.capabilities;
  const { restored, notRestored } = detailsText.actions;
  return {
    run: () => restoration.mutate(image.id, { onSuccess: ({ name }) => toast.success(restored(name)) }),
    isPending: restoration.isPending,
    disabledReason: restore.allowed ? undefined : restore.reason,
    failure: restoration.isError ? (
      <RequestError title={notRestored(image.name)} error={restoration.error} className="w-full" />
    ) : null,
  };
}
