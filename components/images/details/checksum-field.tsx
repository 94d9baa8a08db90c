import type { ReactNode } from "react";
import { ByteSize } from "@/components/images/byte-size";
import { CopyButton } from "@/components/ui/copy-button";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { Code, Field } from "./field";

const text = detailsText.fields;

/** An image's checksum, and whether anybody but its uploader stands for it. Empty until the provider tells it. */
export function ChecksumField({ image: { name, sha256, isSha256Verified } }: { image: Image }): ReactNode {
  return (
    <Field name={text.checksum} isTall={isSha256Verified === false}>
      {sha256 === null ? (
        <ByteSize bytes={null} />
      ) : (
        <div className="min-w-0">
          <div className="flex min-h-6 items-center gap-x-2">
            <Code>{sha256}</Code>
            <CopyButton text={sha256} what={text.checksumCopied} label={text.copyChecksum(name)} />
          </div>
          {isSha256Verified === false && <p className="text-xs text-warning">{text.checksumGiven}</p>}
        </div>
      )}
    </Field>
  );
}
