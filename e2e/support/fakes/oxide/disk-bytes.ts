/** One block as it was written. Bytes. */
export interface Write {
  offset: number;
  data: Buffer;
}

/** What was written to a disk that began zeroed: as much memory as was written, however large the disk is. */
export class DiskBytes {
  #writes: readonly Write[] = [];

  write(offset: number, data: Buffer): void {
    this.#writes = [...this.#writes.filter((write) => write.offset !== offset), { offset, data }];
  }

  /** In the order in which they came; of those at one offset the last. */
  get writes(): readonly Write[] {
    return this.#writes;
  }

  /** The bytes `[start, end)`. */
  read(start: number, end: number): Buffer {
    const bytes = Buffer.alloc(end - start);
    for (const { offset, data } of this.#writes) {
      const [from, to] = [Math.max(offset, start), Math.min(offset + data.length, end)];
      if (from < to) data.copy(bytes, from - start, from - offset, to - offset);
    }
    return bytes;
  }

  copy(): DiskBytes {
    const copied = new DiskBytes();
    copied.#writes = this.#writes;
    return copied;
  }
}
