"use client";

import { useEffect, useEffectEvent, type ReactNode } from "react";
import { isUnderWay } from "@/components/uploads/under-way";
import { useUploadViews } from "@/components/uploads/uploads-provider";
import { whenIdle } from "@/components/uploads/when-idle";
import { useKnownConnections } from "./known-connections";

const NOTHING_TO_END = (): void => undefined;

/** Keeps sign-ins alive while somebody is at this page, and while it uploads. */
export function KeepAlive(): ReactNode {
  const { connections, lifetimes } = useKnownConnections();
  const uploads = useUploadViews();
  // One that is paused or waits for a token was left alone by somebody, or by everybody.
  const isUploading = useEffectEvent(() =>
    uploads.some(
      (upload) =>
        !upload.elsewhere && isUnderWay(upload) && upload.status !== "paused" && upload.status !== "unauthorized",
    ),
  );
  const idleSeconds = connections.size === 0 ? null : (lifetimes?.idleSeconds ?? null);

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
