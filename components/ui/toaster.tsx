"use client";

import { useEffect, useState, useSyncExternalStore, type ComponentType, type ReactNode } from "react";
import { loadCode } from "./load-code";
import { toastQueue } from "./toast";

const view = loadCode(async () => (await import("./toast-view")).ToastView);

/**
 * Where toasts appear. The code that shows them comes with the first press of a key or a button, before there can be a
 * result to tell.
 */
export function Toaster(): ReactNode {
  const wants = useSyncExternalStore(toastQueue.subscribe, toastQueue.wants, () => 0);
  const [View, setView] = useState<ComponentType | null>(null);

  useEffect(() => {
    if (wants > 0) return undefined;
    const controller = new AbortController();
    const options = { signal: controller.signal, passive: true, capture: true };
    window.addEventListener("pointerdown", toastQueue.want, options);
    window.addEventListener("keydown", toastQueue.want, options);
    return () => controller.abort();
  }, [wants]);

  useEffect(() => {
    if (wants === 0) return;
    // After a failure the next thing to tell tries again.
    view.load().then(
      (loaded) => setView(() => loaded),
      () => undefined,
    );
  }, [wants]);

  return View !== null && <View />;
}
