import { createHash, randomBytes } from "node:crypto";
import { expect } from "vitest";
import { type Answer, parsed } from "./answer";
import { type ImageClient, imageListSchema, imageSchema } from "./image-client";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** An image and what it is made of. */
export interface MadeImage {
  id: string;
  bytes: Buffer;
}

/** Makes an image that waits for its parts. @returns its id */
export async function created(client: ImageClient, name: string): Promise<string> {
  return parsed(imageSchema, await client.create(name)).id;
}

/** Makes an image of some random bytes, completed and verified. */
export async function completed(client: ImageClient, name: string): Promise<MadeImage> {
  const id = await created(client, name);
  const bytes = randomBytes(100_000);
  expect((await client.putPart(id, 1, bytes)).status).toBe(200);
  expect(parsed(imageSchema, await client.complete(id, sha256(bytes)))).toMatchObject({ upload_status: "completed" });
  return { id, bytes };
}

/** Downloads an image and compares every byte. */
export async function expectIntact(client: ImageClient, { id, bytes }: MadeImage): Promise<void> {
  expect(await client.download(id)).toMatchObject({ status: 200, text: sha256(bytes) });
}

/** The names that an owner's list shows. */
export async function listedNames(client: ImageClient): Promise<string[]> {
  return parsed(imageListSchema, await client.list()).data.map(({ name }) => name);
}

/** Asks again and again until the answer is not a success. @returns it, and how often it was one */
export async function untilRefused(
  ask: (round: number) => Promise<Answer>,
): Promise<{ answer: Answer; successes: number }> {
  for (let round = 0; round < 20_000; round++) {
    const answer = await ask(round);
    if (answer.status >= 400) return { answer, successes: round };
  }
  throw new Error("It was never refused.");
}
