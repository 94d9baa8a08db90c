import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { askUpstream, type UpstreamAnswer, type UpstreamOptions } from "@/lib/server/http/upstream";
import { oxideText } from "@/lib/text/oxide-text";
import { wireErrorSchema } from "./wire";

/** The version of the API whose shapes `wire.ts` has. Without the header a system answers in those of its newest version. */
export const API_VERSION = "2026073100.0.0";

/**
 * Tells whether a refusal is one of our version. A system that is older answers 400 to every path (dropshot's `versioning.rs`), one that
 * no longer has the version has no such path; neither gives an error code. `ping` asks for nothing that could be refused, so that if
 * it is refused as well, the version is at fault.
 * @throws ApiError `upstream_failed` that says so
 */
export async function requireKnownVersion(upstream: UpstreamOptions, { status, body }: UpstreamAnswer): Promise<void> {
  if (status !== 400 && status !== 404) return;
  if (typeof wireErrorSchema.safeParse(body).data?.error_code === "string") return;
  const ping = await askUpstream(upstream, { method: "GET", path: ["ping"] });
  if (ping.status === 400) throw new ApiError("upstream_failed", oxideText.systemTooOld(API_VERSION));
  if (ping.status === 404) throw new ApiError("upstream_failed", oxideText.systemTooNew(API_VERSION));
}
