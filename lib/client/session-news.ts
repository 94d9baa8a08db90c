import * as z from "zod/mini";
import { connectionIdSchema } from "@/lib/contract/connection-id";

const newsSchema = z.object({ type: z.literal("signed_out"), connection: connectionIdSchema });

let channel: BroadcastChannel | null = null;

/** One for the page, which does not hear itself. It stays open: what it is told must reach a page that is frozen, too. */
function openChannel(): BroadcastChannel {
  return (channel ??= new BroadcastChannel("images-dashboard session"));
}

/** Tells this browser's other tabs that somebody signed out of a connection. */
export function tellSignedOut(connection: string): void {
  // Spread, as the linter asks for a target origin, which a window's method of this name has and a channel's has not.
  const message: [z.infer<typeof newsSchema>] = [{ type: "signed_out", connection }];
  openChannel().postMessage(...message);
}

/** @param listener called with the connection that another tab signed out of @returns ends it */
export function whenSignedOutElsewhere(listener: (connection: string) => void): () => void {
  const opened = openChannel();
  const onMessage = ({ data }: MessageEvent<unknown>): void => {
    // A tab of another version may say what this one does not know.
    const news = z.safeParse(newsSchema, data);
    if (news.success) listener(news.data.connection);
  };
  opened.addEventListener("message", onMessage);
  return () => opened.removeEventListener("message", onMessage);
}
