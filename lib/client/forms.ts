import { queryOptions } from "@tanstack/react-query";
import type { FormValues } from "@/lib/contract/form";
import { getForm, getImageLog, type ActionTarget } from "./actions-api";
import { retryDelay, shouldRetry } from "./polling";

const retries = { retry: shouldRetry, retryDelay };

/**
 * The form of an action, as things are now: it is not kept for a next time, and not read again under somebody's hands.
 * @param asked what was entered so far, on which its fields depend
 */
export function formQuery({ connection, imageId }: ActionTarget, action: string, asked: FormValues) {
  return queryOptions({
    queryKey: ["connection", connection, "form", imageId, action, asked] as const,
    queryFn: ({ signal }) => getForm({ connection, imageId }, action, asked, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    ...retries,
  });
}

/** What the provider wrote while it made an image, read anew each time it is opened. */
export function imageLogQuery(connection: string, imageId: string) {
  return queryOptions({
    queryKey: ["connection", connection, "log", imageId] as const,
    queryFn: ({ signal }) => getImageLog(connection, imageId, signal),
    gcTime: 0,
    ...retries,
  });
}
