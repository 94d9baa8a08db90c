"use client";

import { useQueryClient } from "@tanstack/react-query";
import { describeError } from "@/components/layout/describe-error";
import { copyText } from "@/components/ui/copy-text";
import { tellCopyResult } from "@/components/ui/copy-toasts";
import { toast } from "@/components/ui/toast";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { DownloadLink, Image } from "@/lib/contract/image";
import { curlCommand } from "@/lib/utils/curl-command";
import { formatClock } from "@/lib/utils/format-time";

/** Long enough to read a sentence and to copy a request id, in ms. */
const ERROR_TOAST_MS = 15_000;

/** Copies an image's download link, or the command that downloads and verifies it. To be called in a click's handler. */
export function useDownloadActions(connection: string) {
  const queryClient = useQueryClient();

  const copy = async (image: Image, what: string, toText: (link: DownloadLink) => string) => {
    const link = queryClient.fetchQuery(downloadLinkQuery(connection, image.id));
    try {
      const result = await copyText(link.then(toText));
      const { expiresAt } = await link;
      tellCopyResult(result, `${what} copied. It works until ${formatClock(expiresAt, Date.now())}.`);
    } catch (error) {
      const { message, requestId } = describeError(error);
      const request = requestId === null ? "" : ` Request ${requestId}.`;
      toast.error(`There is no download link for ${image.name}.`, {
        description: `${message}${request}`,
        duration: ERROR_TOAST_MS,
        closeButton: true,
      });
    }
  };

  return {
    copyLink: (image: Image) => void copy(image, "Link", (link) => link.url),
    copyCurlCommand: (image: Image) =>
      void copy(image, "Command", ({ url, sha256 }) => curlCommand({ name: image.name, url, sha256 })),
  };
}
