import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect } from "vitest";
import type { ExpectedPart, ObjectStore } from "@/lib/images-api/objects/types";

/** A store that can be reached through the URLs it signs, and how to put it away. */
export interface OpenedStore {
  store: ObjectStore;
  dispose(): Promise<void>;
}

/** In what stores may differ. */
export interface StoreTraits {
  /**
   * What comes of a part that is sent by a URL from before, once its image is sealed. Disk and Amazon S3 refuse it, for the upload is
   * over. Swift 2.30 looks for an upload that is over in the object that came of it, and takes the part; then the object cannot be read
   * any more, because it knows the checksums of its parts.
   */
  latePart: "refused" | "refused or noticed";
}

export const ID = "image_conformance";

/** No part but the last may be smaller: a rule of S3. */
export const LEAST_PART_BYTES = 5 * 1024 * 1024;

export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Compared by digest: a mismatch of megabytes is not for reading, and takes seconds to print. */
export function expectSame(actual: Buffer | ArrayBuffer, expected: Buffer): void {
  expect(actual.byteLength).toBe(expected.length);
  expect(sha256(Buffer.from(new Uint8Array(actual)))).toBe(sha256(expected));
}

/** A PUT whose body is half-way. */
export interface HalfSentPart {
  /** Sends the rest. @returns the status of the answer; null when the connection broke */
  finish(): Promise<number | null>;
}

/** What the tests do with a store. */
export class StoreOnTrial {
  constructor(readonly opened: OpenedStore) {}

  get store(): ObjectStore {
    return this.opened.store;
  }

  async put(
    partNumber: number,
    body: Buffer,
    { imageId = ID, expected = {}, headers = {} }: PutOptions = {},
  ): Promise<Response> {
    const { url } = await this.store.presignPart(imageId, partNumber, expected);
    return fetch(url, { method: "PUT", body: new Uint8Array(body), headers });
  }

  /** @returns its bytes */
  async sealedImage(...parts: Buffer[]): Promise<Buffer> {
    for (const [index, part] of parts.entries()) expect((await this.put(index + 1, part)).status).toBe(200);
    await this.store.seal(ID);
    return Buffer.concat(parts);
  }

  /** Resolves when the store has begun to take the part, as `Expect: 100-continue` tells. */
  async putHalf(partNumber: number, body: Buffer): Promise<HalfSentPart> {
    const { url } = await this.store.presignPart(ID, partNumber);
    const sending = request(url, {
      method: "PUT",
      headers: { "Content-Length": body.length, Expect: "100-continue" },
    });
    const answered = new Promise<number | null>((resolve) => {
      sending.once("response", (response: IncomingMessage) => {
        response.resume();
        resolve(response.statusCode ?? null);
      });
      sending.once("error", () => resolve(null));
    });
    sending.flushHeaders();
    await once(sending, "continue");
    const half = Math.floor(body.length / 2);
    await new Promise((resolve) => void sending.write(body.subarray(0, half), resolve));
    return {
      finish() {
        sending.end(body.subarray(half));
        return answered;
      },
    };
  }

  async readAll(): Promise<Buffer> {
    return buffer(await this.store.read(ID));
  }

  async listIds(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { imageId } of this.store.listImages()) ids.push(imageId);
    return ids.toSorted();
  }

  async download(headers: Record<string, string> = {}, name = "ubuntu.img"): Promise<Response> {
    const { url } = await this.store.presignDownload({ id: ID, name, sha256: "a".repeat(64) });
    return fetch(url, { headers });
  }
}

interface PutOptions {
  imageId?: string;
  expected?: ExpectedPart;
  headers?: Record<string, string>;
}
