import { sha256Schema } from "@/lib/contract/image";
import { DOWNLOAD_URL_LIFETIME_MS, PART_URL_LIFETIME_MS } from "@/lib/images-api/objects/link-lifetimes";
import { isImageId, parsePartNumber } from "@/lib/images-api/objects/names";
import type { DownloadableImage, ExpectedPart, PresignedUrl } from "@/lib/images-api/objects/types";
import type { Grant, UrlSigner } from "./url-signer";

/** By how much the clocks of a server and its predecessor may differ, in milliseconds. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

const LIFETIMES_MS: Record<Grant["kind"], number> = {
  part: PART_URL_LIFETIME_MS,
  content: DOWNLOAD_URL_LIFETIME_MS,
};

/**
 * Whether a link is good now, in epoch milliseconds: it has not expired, and it was not signed by a clock far ahead of this one, which
 * would make it last for as long as that clock was wrong.
 */
export function isCurrent({ kind, expires }: Grant, now: number): boolean {
  const leftMs = expires * 1000 - now;
  return leftMs > 0 && leftMs <= LIFETIMES_MS[kind] + CLOCK_SKEW_MS;
}

const PATH_PATTERN = /^\/objects\/(?<imageId>[^/]+)\/(?<kind>parts|content)\/(?<last>[^/]+)$/;

const SIGNED_PARAMETERS = ["expires", "sha256", "signature", "size", "content_md5"];

/** Unix seconds until the year 5138. */
const EXPIRES_PATTERN = /^[1-9][0-9]{0,10}$/;

/** Bytes of a part, and more than any may have. */
const SIZE_PATTERN = /^[1-9][0-9]{0,11}$/;

/** Sixteen bytes in base64. */
const MD5_PATTERN = /^[A-Za-z0-9+/]{22}==$/;

export interface ObjectUrls {
  part(imageId: string, partNumber: number, now: number, expected?: ExpectedPart): PresignedUrl;
  content(image: DownloadableImage, now: number): PresignedUrl;
}

/** Makes signed URLs below `publicUrl`, which may have a path of its own that a reverse proxy takes off again. Times: epoch ms. */
export function createObjectUrls(publicUrl: URL, signer: UrlSigner): ObjectUrls {
  const base = publicUrl.href.replace(/[?#].*$/, "").replace(/\/*$/, "");
  const presign = (path: string, grant: Grant, extra: Record<string, string>): PresignedUrl => {
    const query = new URLSearchParams({ ...extra, expires: String(grant.expires), signature: signer.sign(grant) });
    return { url: `${base}/objects/${grant.imageId}/${path}?${query}`, expiresAt: grant.expires * 1000 };
  };
  return {
    part(imageId, partNumber, now, { sizeBytes, contentMd5 } = {}) {
      const expires = Math.floor((now + PART_URL_LIFETIME_MS) / 1000);
      return presign(
        `parts/${partNumber}`,
        { kind: "part", imageId, partNumber, expires, sizeBytes, contentMd5 },
        {
          ...(sizeBytes === undefined ? {} : { size: String(sizeBytes) }),
          ...(contentMd5 === undefined ? {} : { content_md5: contentMd5 }),
        },
      );
    },
    content({ id, name, sha256 }, now) {
      const expires = Math.floor((now + DOWNLOAD_URL_LIFETIME_MS) / 1000);
      const grant: Grant = { kind: "content", imageId: id, name, sha256, expires };
      return presign(`content/${encodeURIComponent(name)}`, grant, { sha256 });
    },
  };
}

/** A URL's grant as it claims it, not yet checked. */
export interface ClaimedGrant {
  grant: Grant;
  signature: string;
}

/**
 * Takes a request target (`/objects/…?…`) apart. Every field passes a strict pattern before anything is done with it.
 * @returns null for what no signed URL of ours looks like; "unsigned" when the path is right and the query is not
 */
export function parseObjectUrl(target: string): ClaimedGrant | "unsigned" | null {
  const [path, search] = splitOnce(target, "?");
  const { imageId = "", kind, last = "" } = PATH_PATTERN.exec(path)?.groups ?? {};
  if (!isImageId(imageId)) return null;
  const query = new URLSearchParams(search);
  // Said twice means nothing: whoever stands between may read the other one.
  if (SIGNED_PARAMETERS.some((name) => query.getAll(name).length > 1)) return "unsigned";
  const expires = EXPIRES_PATTERN.test(query.get("expires") ?? "") ? Number(query.get("expires")) : null;
  const signature = query.get("signature");
  if (kind === "parts") {
    const partNumber = parsePartNumber(last);
    if (partNumber === null) return null;
    const expected = expectedOf(query);
    if (expires === null || signature === null || expected === null) return "unsigned";
    return { grant: { kind: "part", imageId, partNumber, expires, ...expected }, signature };
  }
  const name = decodeSegment(last);
  if (name === null) return null;
  const sha256 = sha256Schema.safeParse(query.get("sha256"));
  if (expires === null || signature === null || !sha256.success) return "unsigned";
  return { grant: { kind: "content", imageId, name, sha256: sha256.data, expires }, signature };
}

/** @returns null when the query says of the part what no part can be */
function expectedOf(query: URLSearchParams): ExpectedPart | null {
  const size = query.get("size");
  const contentMd5 = query.get("content_md5");
  if (size !== null && !SIZE_PATTERN.test(size)) return null;
  if (contentMd5 !== null && !MD5_PATTERN.test(contentMd5)) return null;
  return {
    ...(size === null ? {} : { sizeBytes: Number(size) }),
    ...(contentMd5 === null ? {} : { contentMd5 }),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
