import { refusedPart } from "@/lib/client/allowed-address";
import type { DownloadProblem } from "./download-state";

/** Why nothing is fetched from an address that the API named; null where it is. @param sources as `connectSources` gives them */
export function addressProblem(url: string, sources: readonly string[]): DownloadProblem | null {
  const refused = refusedPart(url, sources, globalThis.location.origin);
  if (refused === null) return null;
  const message = `The API named a download address that is not allowed: ${refused}. Your administrator can allow it with UPLOAD_ORIGINS.`;
  return { kind: "no_link", message, requestId: null };
}
