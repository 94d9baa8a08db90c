import "server-only";
import { isIP } from "node:net";

/**
 * The browser's address. `server.ts` overwrites X-Forwarded-For with exactly one address that can be trusted, so anything else than one
 * address means that somebody else wrote it: null.
 */
export function clientAddressOf(request: Pick<Request, "headers">): string | null {
  const address = request.headers.get("x-forwarded-for")?.trim() ?? "";
  return isIP(address) === 0 ? null : address;
}
