import { QueryClient } from "@tanstack/react-query";

/**
 * The cache of a tab. Requests go out whatever the browser thinks of the network, and fail with a reason when there is none: a server on
 * this machine answers offline as well, and a deletion that waited for the network would come after its person thought better of it.
 */
export function createQueryClient(): QueryClient {
  const networkMode = "always";
  return new QueryClient({
    // Left out, `refetchOnReconnect` would follow from the network mode and be off.
    defaultOptions: { queries: { networkMode, refetchOnReconnect: true }, mutations: { networkMode } },
  });
}
