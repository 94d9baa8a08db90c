import { createSHA256, type IHasher } from "hash-wasm";
import { MIB } from "@/lib/contract/limits";
import { leaveNoEmptyFile, type RemovableFile } from "./save-picker";
import { DownloadError, writeProblemOf } from "./receiver-errors";

/** Bytes written at once. Two such buffers are all that a download holds: one fills up while the other is written. */
const BUFFER_BYTES = 4 * MIB;

/** What is needed of a file's handle. */
export interface WritableFile extends RemovableFile {
  createWritable(): Promise<{
    write(data: Uint8Array<ArrayBuffer>): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
}

type Writable = Awaited<ReturnType<WritableFile["createWritable"]>>;

/**
 * Writes what comes to a file, in order, and hashes it on the way. The browser collects the bytes beside the file and puts them
 * into its place at the end, so whatever stops it before leaves the file as it was.
 * Everything here throws DownloadError when the file cannot be written.
 */
export class FileSink {
  #filling = new Uint8Array(BUFFER_BYTES);
  #spare = new Uint8Array(BUFFER_BYTES);
  #filled = 0;
  #writing: Promise<void> = Promise.resolve();
  #takenBytes = 0;

  private constructor(
    private readonly file: WritableFile,
    private readonly writable: Writable,
    private readonly hasher: IHasher,
  ) {}

  static async open(file: WritableFile): Promise<FileSink> {
    const hasher = await createSHA256();
    hasher.init();
    return new FileSink(file, await writing(file.createWritable()), hasher);
  }

  /** How many bytes it has. */
  get takenBytes(): number {
    return this.#takenBytes;
  }

  /** Resolves when it takes more. The chunk is the caller's again then. */
  async take(chunk: Uint8Array): Promise<void> {
    for (let start = 0; start < chunk.byteLength;) {
      const piece = chunk.subarray(start, start + BUFFER_BYTES - this.#filled);
      this.#filling.set(piece, this.#filled);
      this.#filled += piece.byteLength;
      this.#takenBytes += piece.byteLength;
      start += piece.byteLength;
      if (this.#filled === BUFFER_BYTES) await this.#flush();
    }
  }

  /** Puts the file into its place. @returns the SHA-256 of all that was taken, hexadecimal */
  async close(): Promise<string> {
    await this.#flush();
    await writing(this.#writing);
    await writing(this.writable.close());
    return this.hasher.digest();
  }

  /** Leaves the file as it was; one that was made for this download goes with it. Never rejects. */
  async discard(): Promise<void> {
    try {
      await this.writable.abort();
    } catch {
      // It is broken or gone, which is why it is thrown away.
    }
    await leaveNoEmptyFile(this.file);
  }

  async #flush(): Promise<void> {
    const bytes = this.#filling.subarray(0, this.#filled);
    this.hasher.update(bytes);
    await writing(this.#writing);
    this.#writing = this.writable.write(bytes);
    // Whoever waits for it next sees the error.
    this.#writing.catch(() => undefined);
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#filled = 0;
  }
}

async function writing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DownloadError(writeProblemOf(error), error);
  }
}
