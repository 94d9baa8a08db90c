import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { auditPageSchema, type AuditPage, type AuditQuery } from "@/lib/contract/audit";
import { connectionPath } from "./api";
import { retryDelay, shouldRetry } from "./polling";
import { requestJson } from "./request";

/** One page of a connection's audit trail, newest first. `forbidden` for whoever may not know. Throws as `lib/client/api` does. */
export function listAudit(connection: string, query: AuditQuery, signal?: AbortSignal): Promise<AuditPage> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, value);
  const search = asked.size === 0 ? "" : `?${asked}`;
  return requestJson(`${connectionPath(connection)}/audit${search}`, auditPageSchema, { signal });
}

/** A connection's audit trail as far as it was read. It is read anew when it is looked at again, and kept no longer than that. */
export function auditQuery(connection: string, wishes: Omit<AuditQuery, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["connection", connection, "audit", wishes],
    queryFn: ({ pageParam, signal }) =>
      listAudit(connection, { ...wishes, ...(pageParam !== null && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // While other entries are on their way, those before stay in sight.
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    gcTime: 0,
    retry: shouldRetry,
    retryDelay,
  });
}
