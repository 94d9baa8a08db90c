import { useQueryClient, type QueryCacheNotifyEvent } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "@/lib/contract/errors";
import { connectionOf } from "./queries";

const NONE: ReadonlySet<string> = new Set();

/** Connections of which something was asked last when nobody was signed in to them any more. */
export function useRefusedSignIns(): ReadonlySet<string> {
  const queryClient = useQueryClient();
  const [refused, setRefused] = useState(NONE);
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        const connection = connectionOf(event.query.queryKey);
        if (connection === null) return;
        if (isRefusal(event)) setRefused((before) => withOne(before, connection));
        else if (isOver(event)) setRefused((before) => withoutOne(before, connection));
      }),
    [queryClient],
  );
  return refused;
}

function isRefusal(event: QueryCacheNotifyEvent): boolean {
  if (event.type !== "updated" || event.action.type !== "error") return false;
  const { error } = event.action;
  return error instanceof ApiError && error.code === "not_signed_in";
}

/** It was answered, or somebody signed in or out since: what is read from then on tells. */
function isOver(event: QueryCacheNotifyEvent): boolean {
  if (event.type === "removed") return true;
  return event.type === "updated" && ["success", "invalidate", "setState"].includes(event.action.type);
}

function withOne(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return set.has(one) ? set : new Set([...set, one]);
}

function withoutOne(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return set.has(one) ? new Set([...set].filter((other) => other !== one)) : set;
}
