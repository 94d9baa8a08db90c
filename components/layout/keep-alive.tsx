"use client";

import { useEffect, useEffectEvent, type ReactNode } from "react";
import { isUnderWay } from "@/components/uploads/under-way";
import { useUploadViews } from "@/components/uploads/uploads-provider";
import { whenIdle } from "@/components/uploads/when-idle";
import { useKnownConnections } from "./known-connections";

const NOTHING_TO_END = (): void => undefined;

/**
 * Keeps sign-ins alive while somebody is at this page, and while it uploads.
 * @param refused connections whose sign-in is over: with no other there is nothing to keep, and why it ended stays known
 */
export function KeepAlive({ refused }: { refused: ReadonlySet<string> }): ReactNode {
  const { connections, lifetimes } = useKnownConnections();
  const uploads = useUploadViews();
  // One that is paused or waits for a token was left alone by somebody, or by everybody.
  const isUploading = useEffectEvent(() =>
    uploads.some(
      (upload) =>
        !upload.elsewhere && isUnderWay(upload) && upload.status !== "paused" && upload.status !== "unauthorized",
    ),
  );
  const isSignedIn = [...connections.keys()].some((connection) => !refused.has(connection));
  const idleSeconds = isSignedIn ? (lifetimes?.idleSeconds ?? null) : null;

  useEffect(() => {
    if (idleSeconds === null) return undefined;
    let isOver = false;
    let end = NOTHING_TO_END;
    const start = async () => {
      const { startKeepAlive } = await import("@/lib/client/keep-alive/start-keep-alive");
      if (!isOver) end = startKeepAlive({ idleMs: idleSeconds * 1000, isUploading: () => isUploading() });
    };
    // Without its code the sign-in ends sooner, which whoever is there is told.
    const stopWaiting = whenIdle(() => void start().catch(() => undefined));
    return () => {
      isOver = true;
      stopWaiting();
      end();
    };
  }, [idleSeconds]);
  return null;
}
