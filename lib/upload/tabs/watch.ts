import { DATABASE_NAME, UPLOADS_STORE } from "@/lib/upload/ledger/ledger-names";
import { CHANNEL_NAME } from "./channel-name";
import type { TabMessage } from "./tab-message";

// Loaded with every page, so it goes without the libraries that uploading needs.

/**
 * Tells, once, that this browser remembers an upload or another tab runs one: reason to load what shows them.
 * @returns ends the watch
 */
export function whenUploadsExist(callback: () => void): () => void {
  let isOver = false;
  const channel = new BroadcastChannel(CHANNEL_NAME);

  function end(): void {
    isOver = true;
    channel.close();
  }

  function found(): void {
    if (isOver) return;
    end();
    callback();
  }

  async function look(): Promise<void> {
    if (await hasRecords()) found();
  }

  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (isNews(data, "ledger_changed")) void look();
    else if (isNews(data, "uploads") && "views" in data && Array.isArray(data.views) && data.views.length > 0) found();
  });
  void look();
  return end;
}

function isNews(data: unknown, type: TabMessage["type"]): data is { type: string } {
  return typeof data === "object" && data !== null && "type" in data && data.type === type;
}

/** Whether the ledger has any record. It is not made by looking, and where the browser keeps nothing there is none. */
function hasRecords(): Promise<boolean> {
  return new Promise((resolve) => {
    const none = () => resolve(false);
    if (typeof indexedDB === "undefined") return none();
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(DATABASE_NAME);
    } catch {
      return none();
    }
    // There was no database, so this would make one: an upgrade that is aborted leaves none behind.
    request.addEventListener("upgradeneeded", () => request.transaction?.abort());
    request.addEventListener("error", (event) => {
      event.preventDefault();
      none();
    });
    request.addEventListener("success", () => {
      const database = request.result;
      if (!database.objectStoreNames.contains(UPLOADS_STORE)) {
        database.close();
        return none();
      }
      const count = database.transaction(UPLOADS_STORE).objectStore(UPLOADS_STORE).count();
      count.addEventListener("success", () => resolve(count.result > 0));
      count.addEventListener("error", none);
      // Closes once the transaction is over: an open connection would be in the way of a newer version.
      database.close();
    });
  });
}
