import type { PartUrl } from "@/lib/contract/upload-plan";

/** A URL that expires sooner than this, in milliseconds, is not begun with: a part may wait a little for its connection. */
const EXPIRY_MARGIN_MILLISECONDS = 60_000;

/** URLs kept at most. More than the parts that can be next; whatever is left over belongs to uploads that ended. */
const MOST_KEPT = 16;

export type SignPart = (partNumber: number) => Promise<PartUrl>;

/**
 * Part URLs, of which the one that will be wanted next is asked for while other parts are still being sent. Parts that began
 * together end together, and then nothing would be sent until all of them were signed: a fifth of the time on a fast line.
 */
export class PartUrls {
  readonly #ahead = new Map<string, Promise<PartUrl | null>>();

  /** Asks for the URL of a part that will be sent soon. What goes wrong shows when the part is sent. */
  signAhead(imageId: string, partNumber: number, sign: SignPart): void {
    const key = keyOf(imageId, partNumber);
    if (this.#ahead.has(key)) return;
    this.#ahead.set(
      key,
      sign(partNumber).catch(() => null),
    );
    const [oldest] = this.#ahead.keys();
    if (this.#ahead.size > MOST_KEPT && oldest !== undefined) this.#ahead.delete(oldest);
  }

  /**
   * The URL to send a part to. One that was signed ahead is given once and only while it is good for a while: whatever the
   * storage refuses is signed anew.
   */
  async take(imageId: string, partNumber: number, sign: SignPart): Promise<string> {
    const key = keyOf(imageId, partNumber);
    const ahead = this.#ahead.get(key);
    this.#ahead.delete(key);
    const signed = (await ahead) ?? null;
    if (signed !== null && Date.parse(signed.expiresAt) - Date.now() > EXPIRY_MARGIN_MILLISECONDS) return signed.url;
    return (await sign(partNumber)).url;
  }
}

function keyOf(imageId: string, partNumber: number): string {
  return `${imageId} ${partNumber}`;
}
