import { IncomingMessage } from "node:http";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { sentinelOf } from "@/e2e/support/fakes/harness/sentinels";
import type { World } from "./world";

/** What every gzip file begins with (RFC 1952 section 2.3.1). */
const GZIP_MAGIC = [0x1f, 0x8b];

/** A line that breaks does so after so many bytes. */
const BREAKS_AFTER = 64 * 1024;

/** Where files are sent: an address for one PUT, on an origin of its own, that asks for no token. */
export function linodeStorage(world: World): Hono {
  const app = new Hono();
  app.use(cors({ origin: "*", allowMethods: ["PUT"], allowHeaders: ["content-type"], maxAge: 600 }));

  app.put("/images/:number", async (context) => {
    const upload = world.uploads.get(context.req.query("X-Signature") ?? "");
    if (upload === undefined) return context.text("The signature is not valid.", 403);
    const { account, imageId } = upload;
    const image = account.find(imageId);
    if (image === undefined) return context.text("The address has expired.", 403);
    if (upload.state === "taken") return context.text("There is a file already.", 409);
    if (context.req.header("authorization") !== undefined) return context.text("Only one way to sign is allowed.", 400);
    if (context.req.header("content-type") !== "application/octet-stream") {
      return context.text("The content type must be application/octet-stream.", 415);
    }
    const breaks = sentinelOf(image.label) === "broken" && world.once.first(`broken ${imageId}`);
    const file = await taken(context.req.raw.body, breaks ? BREAKS_AFTER : Infinity);
    world.files.push({ imageId, bytes: file.length, isWhole: file.isWhole });
    if (!file.isWhole) {
      cut(context.env);
      return context.text("", 500);
    }
    upload.state = "taken";
    account.takeFile(image);
    if (!file.isGzip) account.doom(imageId, "The file is not compressed with gzip");
    if (image.label.startsWith("reject-")) account.doom(imageId, "The file is no disk image");
    return context.body(null, 200);
  });
  return app;
}

/** Ends the connection in the middle of it all. @param environment what the HTTP server gives beside the request */
function cut(environment: unknown): void {
  if (typeof environment !== "object" || environment === null) return;
  if ("incoming" in environment && environment.incoming instanceof IncomingMessage) environment.incoming.destroy();
}

interface Taken {
  isGzip: boolean;
  /** In bytes. */
  length: number;
  isWhole: boolean;
}

/** Reads a file without keeping it, and no further than `most` bytes. */
async function taken(body: ReadableStream<Uint8Array> | null, most: number): Promise<Taken> {
  const start: number[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    if (start.length < GZIP_MAGIC.length) start.push(...chunk.subarray(0, GZIP_MAGIC.length));
    length += chunk.length;
    if (length > most) return { isGzip: false, length, isWhole: false };
  }
  return { isGzip: GZIP_MAGIC.every((byte, at) => start[at] === byte), length, isWhole: true };
}
