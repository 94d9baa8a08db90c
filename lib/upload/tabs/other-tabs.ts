import type { ChosenFile, UploadTarget } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";
import type { TabChannel } from "./tab-channel";
import type { TabCommand, TabMessage } from "./tab-message";
import { createPublisher } from "./publisher";

/**
 * A tab that has uploads is asked so often, in ms, whether it is still there. Asked, because a hidden tab's timers run once a
 * minute at most (https://developer.chrome.com/blog/timer-throttling-in-chrome-88), and messages reach it at once.
 */
const ASK_MILLISECONDS = 5_000;

/** A tab that answered none of so many questions is gone. */
const MAX_UNANSWERED = 3;

export interface OtherTabsOptions {
  channel: TabChannel;
  /** This tab's uploads as they are now. */
  ownViews(): readonly UploadView[];
  /** The file of an upload of this tab. */
  ownFile(uploadId: string): ChosenFile | null;
  /** Another tab's user asks something of an upload of this tab. */
  onCommand(uploadId: string, command: TabCommand): void;
  onSignedIn(target: UploadTarget): void;
  onLedgerChanged(): void;
  /** The uploads of other tabs changed. */
  onChange(): void;
}

export interface OtherTabs {
  /** The uploads that other tabs run, as far as this tab does not run them itself. */
  views(): readonly UploadView[];
  /** The file of another tab's upload, also when that tab is gone; null when it was not handed over. */
  fileOf(uploadId: string): ChosenFile | null;
  send(uploadId: string, command: TabCommand): void;
  /** To be told of every change of this tab's uploads: the others are told often enough to follow. */
  ownChanged(): void;
  /** Hands the file of an own upload to the other tabs, so that any of them can go on with it. */
  shareFile(uploadId: string): void;
  tellSignedIn(target: UploadTarget): void;
  tellLedgerChanged(): void;
}

interface Tab {
  views: readonly UploadView[];
  unanswered: number;
}

/** What the other tabs of this browser upload. */
export function createOtherTabs(options: OtherTabsOptions): OtherTabs {
  const { channel } = options;
  const tabs = new Map<string, Tab>();
  const files = new Map<string, ChosenFile>();
  let asking: ReturnType<typeof setInterval> | undefined;
  const publisher = createPublisher(
    () => options.ownViews(),
    (views) => channel.post({ type: "uploads", views: [...views] }),
  );

  function told(message: TabMessage): void {
    switch (message.type) {
      case "hello":
        publisher.publish();
        for (const { id } of options.ownViews()) shareFile(id);
        return;
      case "ask":
        return publisher.publish();
      case "uploads":
        return keep(message.tab, message.views);
      case "file":
        files.set(message.uploadId, { file: message.file, handle: message.handle });
        return;
      case "command":
        return options.onCommand(message.uploadId, message.command);
      case "signed_in":
        return options.onSignedIn({ connection: message.connection, account: message.account });
      case "ledger_changed":
        return options.onLedgerChanged();
      case "goodbye":
        return drop(message.tab);
      case "claim":
      case "owned":
      case "released":
        return;
      default:
        message satisfies never;
    }
  }

  function keep(tab: string, views: readonly UploadView[]): void {
    // What the tab says it has no longer is over; what it has when it goes, somebody may go on with.
    const ids = new Set(views.map(({ id }) => id));
    for (const { id } of tabs.get(tab)?.views ?? []) if (!ids.has(id)) files.delete(id);
    // Deleted first, so that the last tab to tell comes last.
    tabs.delete(tab);
    if (views.length > 0) tabs.set(tab, { views: views.map(elsewhere), unanswered: 0 });
    followUp();
    options.onChange();
  }

  function drop(tab: string): void {
    if (!tabs.delete(tab)) return;
    followUp();
    options.onChange();
  }

  /** Asks as long as there is anybody to ask. */
  function followUp(): void {
    if (tabs.size > 0) {
      asking ??= setInterval(ask, ASK_MILLISECONDS);
      return;
    }
    clearInterval(asking);
    asking = undefined;
  }

  function ask(): void {
    for (const [name, tab] of tabs) {
      if (tab.unanswered >= MAX_UNANSWERED) drop(name);
      else tab.unanswered++;
    }
    if (tabs.size > 0) channel.post({ type: "ask" });
  }

  function shareFile(uploadId: string): void {
    const chosen = options.ownFile(uploadId);
    if (chosen !== null) channel.post({ type: "file", uploadId, ...chosen });
  }

  function greet(): void {
    channel.post({ type: "hello" });
    publisher.publish();
  }

  channel.subscribe(told);
  channel.onReturn(greet);
  greet();

  return {
    views() {
      const views = new Map([...tabs.values()].flatMap((tab) => tab.views.map((view) => [view.id, view])));
      for (const { id } of options.ownViews()) views.delete(id);
      return [...views.values()];
    },
    fileOf: (uploadId) => files.get(uploadId) ?? null,
    send: (uploadId, command) => channel.post({ type: "command", uploadId, command }),
    ownChanged: () => publisher.changed(),
    shareFile,
    tellSignedIn: (target) => channel.post({ type: "signed_in", ...target }),
    tellLedgerChanged: () => channel.post({ type: "ledger_changed" }),
  };
}

function elsewhere(view: UploadView): UploadView {
  return { ...view, elsewhere: true, can: { ...view.can, cancel: false, dismiss: false } };
}
