import { createHmac, timingSafeEqual } from "node:crypto";
import { MAX_PART_BYTES } from "@/lib/contract/limits";
import type { ExpectedPart } from "@/lib/images-api/objects/types";

/** What a signed URL allows. `expires`: Unix seconds. */
export type Grant =
  | ({ kind: "part"; imageId: string; partNumber: number; expires: number } & ExpectedPart)
  | { kind: "content"; imageId: string; name: string; sha256: string; expires: number };

export interface UrlSigner {
  sign(grant: Grant): string;
  /** In constant time, whatever `signature` is. */
  verify(grant: Grant, signature: string): boolean;
}

/** HMAC-SHA256 over all that a URL allows. */
export function createUrlSigner(key: Buffer): UrlSigner {
  const sign = (grant: Grant) => createHmac("sha256", key).update(canonical(grant)).digest("base64url");
  return {
    sign,
    verify(grant, signature) {
      // Compared as text: several base64 texts decode to the same bytes.
      const expected = Buffer.from(sign(grant));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** JSON keeps the fields apart, whatever they hold. A PUT's grant never equals a GET's: the method comes first. */
function canonical(grant: Grant): string {
  switch (grant.kind) {
    case "part":
      return JSON.stringify([
        "PUT",
        grant.imageId,
        grant.partNumber,
        MAX_PART_BYTES,
        grant.expires,
        // Only when something is: links of an earlier version of this program stay good.
        ...(grant.sizeBytes === undefined && grant.contentMd5 === undefined
          ? []
          : [grant.sizeBytes ?? null, grant.contentMd5 ?? null]),
      ]);
    case "content":
      return JSON.stringify(["GET", grant.imageId, grant.name, grant.sha256, grant.expires]);
    default:
      return grant satisfies never;
  }
}
