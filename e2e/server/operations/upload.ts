import { createHash } from "node:crypto";
import { z } from "zod";
import { parsed } from "@/e2e/server/support/answer";
import { ImageClient, imageSchema } from "@/e2e/server/support/image-client";
import type { RunningServer } from "@/e2e/server/support/running-server";

/** A new image of a new owner, and the URL of its first part. */
export async function beginUpload(server: RunningServer, owner: string) {
  const client = new ImageClient(server.url, await server.makeToken(owner));
  const { id } = parsed(imageSchema, await client.create("disk"));
  const { url } = parsed(z.object({ url: z.string() }), await client.partUrl(id, 1));
  return { client, id, url };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
