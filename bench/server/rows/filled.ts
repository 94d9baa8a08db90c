import { createHash, randomBytes } from "node:crypto";
import type { Subject } from "@/bench/server/operations";
import { COLUMNS, type ImageValues, OWNER, rowsFor } from "./image-values";

/** Ids that are read and signed for: enough that none is always the last one asked for. */
const ASKED_FOR = 1_000;

export const COLUMN_NAMES = Object.keys(COLUMNS);

/** A database with images, and what is asked of it. */
export interface Filled {
  engine: "SQLite" | "Postgres";
  images: number;
  environment: Record<string, string>;
  /** Of a server on it; null for a new one. */
  dataDirectory: string | null;
  subject: Subject;
}

/** A token of the owner's and its row. */
export function newToken(): { token: string; row: [string, string, string, string, number] } {
  const token = `images_${randomBytes(32).toString("base64url")}`;
  const hash = createHash("sha256").update(token).digest("hex");
  return { token, row: [`token_${randomBytes(8).toString("hex")}`, hash, OWNER, "operator", Date.now()] };
}

export const TOKEN_COLUMNS = ["id", "hash", "owner", "role", "created_at"];

/** Remembers of the rows that go by what is asked for later. */
export class Sample {
  readonly #imageIds: string[] = [];
  readonly #openIds: string[] = [];
  readonly #middles = new Map<number, ImageValues>();

  constructor(private readonly sizes: readonly number[]) {}

  see(number: number, row: ImageValues): void {
    if (row["owner"] !== OWNER || row["deleted_at"] !== null) return;
    const ids = row["status"] === "started" ? this.#openIds : this.#imageIds;
    if (ids.length < ASKED_FOR) ids.push(String(row["id"]));
    else if (Math.random() < ASKED_FOR / number) ids[Math.floor(Math.random() * ASKED_FOR)] = String(row["id"]);
    for (const size of this.sizes) {
      if (number <= rowsFor(size) / 2) this.#middles.set(size, row);
    }
  }

  /** What is asked for where the owner has so many images, of which the last one just went by. */
  subjectAt(images: number, token: string): Subject {
    const middle = this.#middles.get(images);
    if (middle === undefined) throw new Error(`No row of ${images} was seen.`);
    return {
      token,
      imageIds: [...this.#imageIds],
      openIds: [...this.#openIds],
      cursor: cursorAt(Number(middle["created_at"]), String(middle["id"])),
    };
  }
}

/** As `lib/images-api/images/cursor.ts` writes it. Going there page by page would take longer than all that is measured. */
function cursorAt(createdAt: number, id: string): string {
  const head = Buffer.alloc(7);
  head.writeUInt8(1);
  head.writeUIntBE(createdAt, 1, 6);
  return `imagec_${Buffer.concat([head, Buffer.from(id.slice("image_".length))]).toString("base64url")}`;
}
