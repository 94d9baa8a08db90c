"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { whyNoDownload } from "@/components/images/image-permissions";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { DetailsSection } from "./details-section";
import { ReadyLink } from "./ready-link";
import { SaveAndVerify } from "./save-and-verify";

const text = detailsText.link;

/** Every way to get an image's bytes: a link, which works without a token until it expires, commands, and this browser itself. */
export function ImageDownload({ image }: { image: Image }): ReactNode {
  const reason = whyNoDownload(image, useConnection().capabilities);
  return (
    <DetailsSection title={text.heading}>
      {reason === undefined ? (
        <>
          <div className="p-4">
            <LinkOf image={image} />
          </div>
          <SaveAndVerify image={image} />
        </>
      ) : (
        <p className="p-4 text-ink-muted">{reason}</p>
      )}
    </DetailsSection>
  );
}

/** No link is made before somebody asks for one; one that somebody asked for before is shown. */
function LinkOf({ image }: { image: Image }): ReactNode {
  const connection = useConnection();
  const [hasAsked, setHasAsked] = useState(false);
  const link = useQuery({ ...downloadLinkQuery(connection.id, image.id), enabled: hasAsked });
  const ask = () => {
    setHasAsked(true);
    if (link.data !== undefined) void link.refetch();
  };
  return (
    <div className="space-y-3">
      {link.isError && (
        <RequestError
          title={text.none}
          error={link.error}
          onRetry={() => void link.refetch()}
          retrying={link.isFetching}
        />
      )}
      {link.data === undefined && !link.isError && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p className="min-w-0 flex-1 basis-56 text-ink-muted">{hasAsked ? text.getting : text.intro}</p>
          <Button busy={hasAsked} onClick={ask}>
            {!hasAsked && <Link2 aria-hidden />}
            {text.get}
          </Button>
        </div>
      )}
      {link.data !== undefined && (
        <ReadyLink
          key={link.data.url}
          name={image.name}
          link={link.data}
          onRenew={ask}
          isRenewing={link.isFetching}
          takesFocus={hasAsked}
        />
      )}
    </div>
  );
}
