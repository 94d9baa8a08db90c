"use client";

import type { ReactNode } from "react";
import { whyNoRestore } from "@/components/images/image-permissions";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { toast } from "@/components/ui/toast";
import { useRestoreImage } from "@/lib/client/mutations";
import type { Image } from "@/lib/contract/image";
import { imageActionsText } from "@/lib/text/image-actions-text";

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
  const { restored, notRestored } = imageActionsText;
  return {
    run: () => restoration.mutate(image.id, { onSuccess: ({ name }) => toast.success(restored(name)) }),
    isPending: restoration.isPending,
    disabledReason: whyNoRestore(image, connection.capabilities),
    failure: restoration.isError ? (
      <RequestError title={notRestored(image.name)} error={restoration.error} className="w-full" />
    ) : null,
  };
}
