import { useQueryClient, type QueryCache, type QueryCacheNotifyEvent } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "@/lib/contract/errors";
import { connectionOf } from "./queries";

type Connections = ReadonlySet<string>;

const NONE: Connections = new Set();

/** Connections of which something was asked last when nobody was signed in to them any more. */
export function useRefusedSignIns(): Connections {
  const queryClient = useQueryClient();
  const [refused, setRefused] = useState(NONE);
  useEffect(() => followRefusals(queryClient.getQueryCache(), setRefused), [queryClient]);
  return refused;
}

/** @param update given what makes the next set of the one before @returns ends it */
export function followRefusals(
  cache: QueryCache,
  update: (change: (before: Connections) => Connections) => void,
): () => void {
  return cache.subscribe((event) => {
    const connection = connectionOf(event.query.queryKey);
    if (connection === null) return;
    if (isRefusal(event)) update((before) => withOne(before, connection));
    else if (isOver(event, cache)) update((before) => withoutOne(before, connection));
  });
}

function isRefusal(event: QueryCacheNotifyEvent): boolean {
  if (event.type !== "updated" || event.action.type !== "error") return false;
  const { error } = event.action;
  return error instanceof ApiError && error.code === "not_signed_in";
}

/** It was answered, or somebody signed in or out since: what is read from then on tells. */
function isOver(event: QueryCacheNotifyEvent, cache: QueryCache): boolean {
  // By a sign-out all go; one alone only because nobody looks at it any more.
  if (event.type === "removed") return cache.findAll({ queryKey: event.query.queryKey.slice(0, 2) }).length === 0;
  return event.type === "updated" && ["success", "invalidate", "setState"].includes(event.action.type);
}

function withOne(set: Connections, one: string): Connections {
  return set.has(one) ? set : new Set([...set, one]);
}

function withoutOne(set: Connections, one: string): Connections {
  return set.has(one) ? new Set([...set].filter((other) => other !== one)) : set;
}
