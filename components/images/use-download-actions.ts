"use client";

import { useQueryClient } from "@tanstack/react-query";
import { errorSentence } from "@/components/layout/describe-error";
import { copyText } from "@/components/ui/copy-text";
import { tellCopyResult } from "@/components/ui/copy-toasts";
import { toast } from "@/components/ui/toast";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { DownloadLink, Image } from "@/lib/contract/image";
import { imageActionsText as text } from "@/lib/text/image-actions-text";
import { curlCommand } from "@/lib/utils/curl-command";
import { formatClock } from "@/lib/utils/format-time";

/** Copies an image's download link, or the command that downloads and verifies it. To be called in a click's handler. */
export function useDownloadActions(connection: string) {
  const queryClient = useQueryClient();

  const copy = async (image: Image, said: (until: string) => string, toText: (link: DownloadLink) => string) => {
    const link = queryClient.fetchQuery(downloadLinkQuery(connection, image.id));
    try {
      const result = await copyText(link.then(toText));
      const { expiresAt } = await link;
      tellCopyResult(result, said(formatClock(expiresAt, Date.now())));
    } catch (error) {
      toast.error(text.noLink(image.name), { description: errorSentence(error) });
    }
  };

  return {
    copyLink: (image: Image) => void copy(image, text.linkCopied, (link) => link.url),
    copyCurlCommand: (image: Image) =>
      void copy(image, text.commandCopied, ({ url, sha256 }) => curlCommand({ name: image.name, url, sha256 })),
  };
}
