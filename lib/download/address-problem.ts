import { addressRefusal } from "@/lib/client/allowed-address";
import type { DownloadProblem } from "./download-state";

/** Why nothing is fetched from an address that the API named; null where it is. @param sources as `connectSources` gives them */
export function addressProblem(url: string, sources: readonly string[]): DownloadProblem | null {
  const message = addressRefusal("a download", url, { sources, page: globalThis.location.origin });
  return message === null ? null : { kind: "no_link", message, requestId: null };
}
