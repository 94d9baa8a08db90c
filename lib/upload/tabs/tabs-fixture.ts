import type { UploadView } from "@/lib/upload/upload-view";
import { createTabChannel, type TabChannel } from "./tab-channel";
import type { TabMessage } from "./tab-message";

// What the tests of tabs share. Node has a real BroadcastChannel, and neither locks nor a File that crosses it.

/** A tab's channel over the real BroadcastChannel, and the page whose events open and close it. */
export interface OpenTab {
  page: EventTarget;
  channel: TabChannel;
  heard: TabMessage[];
}

const pages = new Set<EventTarget>();

export function openTab(): OpenTab {
  const page = new EventTarget();
  pages.add(page);
  const channel = createTabChannel(page);
  const heard: TabMessage[] = [];
  channel.subscribe((message) => heard.push(message));
  return { page, channel, heard };
}

export function hide(page: EventTarget): void {
  page.dispatchEvent(new Event("pagehide"));
}

export function closeTabs(): void {
  for (const page of pages) hide(page);
  pages.clear();
}

/** Channels of tabs in this very process, which hand over what they are given as it is: also files. */
export function linkedChannels(...names: string[]): TabChannel[] {
  const listeners = new Map(names.map((name) => [name, new Set<(message: TabMessage) => void>()]));
  return names.map((tab) => ({
    tab,
    post(news) {
      for (const [name, told] of listeners) {
        if (name !== tab) for (const listener of told) listener({ ...news, tab });
      }
    },
    subscribe: (listener) => void listeners.get(tab)?.add(listener),
    onReturn: () => undefined,
  }));
}

export function viewLike(changes: Partial<UploadView> = {}): UploadView {
  return {
    id: "upload-1",
    connection: "sfcompute",
    account: "ops",
    elsewhere: false,
    imageId: "image_1",
    name: "disk.img",
    fileName: "disk.img",
    sizeBytes: 100,
    status: "uploading",
    sentBytes: 50,
    sha256: null,
    bytesPerSecond: 5,
    secondsLeft: 10,
    retry: null,
    failure: null,
    beginsAnew: false,
    expiresAt: null,
    can: { pause: true, resume: false, cancel: true, retry: false, dismiss: true },
    ...changes,
  };
}
