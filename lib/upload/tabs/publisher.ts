import type { UploadView } from "@/lib/upload/upload-view";

/** Other tabs are told at most once in so many ms: often enough for a progress bar that moves. */
const PUBLISH_MILLISECONDS = 350;

export interface Publisher {
  /** Something changed: tells soon. */
  changed(): void;
  /** Tells at once, if there is anything to tell. */
  publish(): void;
}

/** Tells `views` through `tell`, not too often, and nothing at all as long as there are none. */
export function createPublisher(
  views: () => readonly UploadView[],
  tell: (views: readonly UploadView[]) => void,
): Publisher {
  let hasTold = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function publish(): void {
    clearTimeout(timer);
    timer = undefined;
    const current = views();
    // The last one to go is told as well.
    if (current.length === 0 && !hasTold) return;
    hasTold = current.length > 0;
    toldAt = performance.now();
    tell(current);
  }

  return {
    publish,
    changed() {
      // By the clock, as a hidden tab's timers are late while its uploads go on.
      const wait = toldAt + PUBLISH_MILLISECONDS - performance.now();
      if (wait <= 0) publish();
      else timer ??= setTimeout(publish, wait);
    },
  };
}
