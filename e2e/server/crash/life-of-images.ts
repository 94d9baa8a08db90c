import { type Answer, parsed } from "@/e2e/server/support/answer";
import { type ImageClient, imageListSchema, imageSchema } from "@/e2e/server/support/image-client";
import type { SeededRandom } from "@/e2e/server/support/seeded-random";
import { type KeptImage, newPart, type PartBytes, bytesOf, sha256Of } from "./kept-images";
import type { Persistence } from "./persistence";

const OTHER_SHA256 = "0".repeat(64);

export interface LifeOptions {
  client: ImageClient;
  persistence: Persistence;
  random: SeededRandom;
  /** No other client has names that begin like this. */
  namesBegin: string;
}

/**
 * One client that makes images, one after the other, and remembers what the server acknowledged. It contradicts as soon as an answer
 * does not agree with that: an answer that was cut leaves two possibilities, the next whole one tells which it was.
 */
export class LifeOfImages {
  readonly kept: KeptImage[] = [];
  #made = 0;

  constructor(private readonly options: LifeOptions) {}

  /** From an image's making to whatever its end is. */
  async next(): Promise<void> {
    const { random } = this.options;
    const image = await this.#create();
    const count = random.oneIn(3) ? 2 + random.below(2) : 1;
    for (let index = 0; index < count; index++) {
      image.parts[index] = await this.#put(image, index, index === count - 1);
      if (random.oneIn(4)) image.parts[index] = await this.#put(image, index, index === count - 1);
    }
    if (random.oneIn(6)) return;
    await this.complete(image, random.oneIn(5) ? OTHER_SHA256 : sha256Of(image.parts));
    if (random.oneIn(4)) await this.expectList();
    if (!random.oneIn(2)) return;
    const before = image.fate;
    await this.#delete(image);
    if (random.oneIn(2)) await this.#restore(image, before);
  }

  /** Declares all bytes to be there, waits for the verification and compares the download. */
  async complete(image: KeptImage, sha256: string): Promise<void> {
    const { client, persistence } = this.options;
    const isRight = sha256 === sha256Of(image.parts);
    for (;;) {
      const answer = await persistence.until("complete", (isUnknown) =>
        // One that failed refuses to be declared again.
        isUnknown ? this.#completeOrLook(image, sha256) : client.complete(image.id, sha256),
      );
      const { upload_status: status } = parsed(imageSchema, answer);
      if (status === "completed" || status === "failed") {
        if ((status === "completed") !== isRight) throw new Error(`${image.id} is ${status}: ${answer.text}`);
        image.fate = status;
        break;
      }
    }
    if (isRight) await this.expectBytes(image);
  }

  async #completeOrLook({ id }: KeptImage, sha256: string): Promise<Answer> {
    const { client } = this.options;
    const answer = await client.image(id);
    if (answer.status !== 200) return answer;
    const { upload_status: status } = parsed(imageSchema, answer);
    return status === "completed" || status === "failed" ? answer : client.complete(id, sha256);
  }

  /** Downloads the image and compares every byte. */
  async expectBytes({ id, parts }: KeptImage): Promise<void> {
    const { client, persistence } = this.options;
    const answer = await persistence.until("download", () => client.download(id));
    if (answer.text !== sha256Of(parts))
      throw new Error(`${id} has other bytes than were sent: ${answer.status} ${answer.text}`);
  }

  /** Everything that was acknowledged and nothing that was deleted is in the owner's list. */
  async expectList(): Promise<void> {
    const { client, persistence } = this.options;
    const listed = new Set<string>();
    for (let cursor = ""; ;) {
      const query = `limit=200${cursor === "" ? "" : `&starting_after=${cursor}`}`;
      const page = parsed(imageListSchema, await persistence.until("list", () => client.list(query)));
      for (const { id } of page.data) listed.add(id);
      if (!page.has_more || !page.cursor) break;
      cursor = page.cursor;
    }
    for (const { id, fate } of this.kept) {
      if (listed.has(id) === (fate === "deleted"))
        throw new Error(`${id}, which is ${fate}, is listed: ${listed.has(id)}.`);
    }
  }

  async #create(): Promise<KeptImage> {
    const { client, persistence, namesBegin } = this.options;
    const name = `${namesBegin}-${++this.#made}`;
    const answer = await persistence.until("create", async (isUnknown) => {
      const found = isUnknown ? await this.#named(name) : null;
      return found ?? client.create(name);
    });
    const image: KeptImage = { id: parsed(imageSchema, answer).id, name, fate: "open", parts: [] };
    this.kept.push(image);
    return image;
  }

  /** What was made before its answer was cut is the newest of its owner, or nearly. */
  async #named(name: string): Promise<Answer | null> {
    const answer = await this.options.client.list();
    if (answer.status !== 200) return answer;
    const image = parsed(imageListSchema, answer).data.find((one) => one.name === name);
    return image === undefined ? null : { ...answer, text: JSON.stringify(image) };
  }

  async #put({ id }: KeptImage, index: number, isLast: boolean): Promise<PartBytes> {
    const { client, persistence, random } = this.options;
    const part = newPart(random, isLast);
    const answer = await persistence.until("part", () => client.putPart(id, index + 1, bytesOf(part)));
    if (answer.status !== 200) throw new Error(`Part ${index + 1} of ${id}: ${answer.status} ${answer.text}`);
    return part;
  }

  async #delete(image: KeptImage): Promise<void> {
    const { client, persistence } = this.options;
    let wasUnknown = false;
    const answer = await persistence.until("delete", (isUnknown) => {
      wasUnknown = isUnknown;
      return client.delete(image.id);
    });
    const isGone = answer.status === 200 || (wasUnknown && answer.status === 404);
    if (!isGone) throw new Error(`${image.id} is not deleted: ${answer.status} ${answer.text}`);
    image.fate = "deleted";
  }

  /** Refused with 409 once the bytes were removed, which each start does; a failed image has none to lose. */
  async #restore(image: KeptImage, before: KeptImage["fate"]): Promise<void> {
    const { client, persistence } = this.options;
    let wasUnknown = false;
    const answer = await persistence.until("restore", (isUnknown) => {
      wasUnknown = isUnknown;
      return client.restore(image.id);
    });
    const isBack = answer.status === 200 || (wasUnknown && answer.status === 404);
    if (isBack) image.fate = before;
    else if (answer.status !== 409) throw new Error(`${image.id}: ${answer.status} ${answer.text}`);
  }
}
