/** No string of a header is shown longer than this, in characters: file names end at 255 on every common filesystem. */
const MAX_TEXT = 255;

/**
 * Looks into bytes that nobody vouches for. What lies outside of them reads as noughts, so that no header,
 * however wrong, can make reading it throw.
 */
export class ByteReader {
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(offset: number): number {
    return this.bytes[offset] ?? 0;
  }

  u16le(offset: number): number {
    return this.#has(offset, 2) ? this.#view.getUint16(offset, true) : 0;
  }

  u32le(offset: number): number {
    return this.#has(offset, 4) ? this.#view.getUint32(offset, true) : 0;
  }

  u32be(offset: number): number {
    return this.#has(offset, 4) ? this.#view.getUint32(offset, false) : 0;
  }

  /** Null when a number cannot hold it exactly: then it is no size or place of a real file. */
  u64le(offset: number): number | null {
    return this.#has(offset, 8) ? exactly(this.#view.getBigUint64(offset, true)) : 0;
  }

  u64be(offset: number): number | null {
    return this.#has(offset, 8) ? exactly(this.#view.getBigUint64(offset, false)) : 0;
  }

  /** Whether these bytes, or the ASCII letters, stand at `offset`. */
  has(offset: number, wanted: string | readonly number[]): boolean {
    const codes = typeof wanted === "string" ? Array.from(wanted, (letter) => letter.charCodeAt(0)) : wanted;
    return this.#has(offset, codes.length) && codes.every((code, index) => this.bytes[offset + index] === code);
  }

  /** The bytes from `offset` on, as many as there are. */
  part(offset: number, length: number): ByteReader {
    return new ByteReader(this.bytes.subarray(Math.max(0, offset), Math.max(0, offset + length)));
  }

  /** Text up to the first nought, fit to be shown; null when nothing is left of it. */
  text(offset: number, length: number): string | null {
    const field = this.part(offset, length).bytes;
    const end = field.indexOf(0);
    return printable(new TextDecoder().decode(end === -1 ? field : field.subarray(0, end)));
  }

  #has(offset: number, length: number): boolean {
    return Number.isInteger(offset) && offset >= 0 && offset + length <= this.bytes.byteLength;
  }
}

/** A string of unknown origin without control and formatting characters, which could turn the text around it. Null when empty. */
export function printable(text: string): string | null {
  const clean = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ")
    .trim()
    .slice(0, MAX_TEXT);
  return clean === "" ? null : clean;
}

function exactly(value: bigint): number | null {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}

/** The product where a number can hold it exactly, else null. */
export function exactProduct(value: number | null, factor: number): number | null {
  if (value === null) return null;
  const product = value * factor;
  return Number.isSafeInteger(product) ? product : null;
}
