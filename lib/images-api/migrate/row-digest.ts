import { createHash } from "node:crypto";

export type Row = Readonly<Record<string, unknown>>;

/** How many rows there are and a digest over all of them, lower-case hex. */
export interface RowsDigest {
  rows: number;
  digest: string;
}

const MODULUS = 1n << 256n;

/**
 * Adds up the rows' own SHA-256 sums, so that their order does not count: two databases sort text each by its own rules. Rows of which one
 * was changed, lost or doubled give another sum.
 */
export class RowDigester {
  #rows = 0;
  #sum = 0n;

  add(row: Row): void {
    const digest = createHash("sha256").update(canonical(row)).digest("hex");
    this.#rows++;
    this.#sum = (this.#sum + BigInt(`0x${digest}`)) % MODULUS;
  }

  result(): RowsDigest {
    return { rows: this.#rows, digest: this.#sum.toString(16).padStart(64, "0") };
  }
}

/** The same for the same values, whatever the order of columns and whichever driver read them. */
function canonical(row: Row): string {
  const cells = Object.keys(row)
    .toSorted()
    .map((name) => [name, plain(row[name])]);
  return JSON.stringify(cells);
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString("hex") } : value;
}
