import * as z from "zod/mini";
import type { Ledger, SetAside } from "./ledger";
import { LedgerDatabase, type LedgerConnection } from "./ledger-database";
import { UPLOADS_STORE } from "./ledger-names";
import { ledgerRecordSchema } from "./ledger-record";

/** What is kept of records that cannot be understood: the newest so many. Enough to look into, and never a growing heap. */
const MAX_SET_ASIDE = 20;

const setAsideSchema = z.object({ name: z.string(), reason: z.string() });
const namedSchema = z.object({ name: z.string().check(z.minLength(1)) });

/**
 * The ledger in this browser's IndexedDB.
 * Every method rejects with a `LedgerError` when the browser keeps nothing, or not now.
 */
export function indexeddbLedger(): Ledger {
  const database = new LedgerDatabase();
  return {
    list: () => database.run(list),
    get: (id) => database.run(async (connection) => parsed(await connection.get(UPLOADS_STORE, id))),
    put: (record) =>
      database.run(async (connection) => {
        // Relaxed: a power failure may take the last moments, whose parts are sent again; the page's or the browser's end does
        // not. Waiting for the disk after each part would cost more than that.
        const transaction = connection.transaction(UPLOADS_STORE, "readwrite", { durability: "relaxed" });
        await Promise.all([transaction.store.put(record), transaction.done]);
      }),
    remove: (id) => database.run((connection) => connection.delete(UPLOADS_STORE, id)),
  };
}

function parsed(value: unknown): z.infer<typeof ledgerRecordSchema> | null {
  return ledgerRecordSchema.safeParse(value).data ?? null;
}

async function list(connection: LedgerConnection): ReturnType<Ledger["list"]> {
  const values = await connection.getAll(UPLOADS_STORE);
  if (values.some((value) => parsed(value) === null)) await setAside(connection);
  const apart = await connection.getAll("set-aside");
  return {
    records: values.map(parsed).filter((record) => record !== null),
    setAside: apart.flatMap((value) => setAsideSchema.safeParse(value).data ?? []),
  };
}

/** Moves what does not parse, in one transaction: it is never in both places, nor in none. */
async function setAside(connection: LedgerConnection): Promise<void> {
  const transaction = connection.transaction([UPLOADS_STORE, "set-aside"], "readwrite");
  const uploads = transaction.objectStore(UPLOADS_STORE);
  const apart = transaction.objectStore("set-aside");
  for (let cursor = await uploads.openCursor(); cursor !== null; cursor = await cursor.continue()) {
    const { data, error } = ledgerRecordSchema.safeParse(cursor.value);
    if (data !== undefined) continue;
    await apart.add({ ...describe(cursor.value, cursor.key, error), at: Date.now(), record: cursor.value });
    await cursor.delete();
  }
  const keys = await apart.getAllKeys();
  await Promise.all(keys.slice(0, -MAX_SET_ASIDE).map((key) => apart.delete(key)));
  await transaction.done;
}

function describe(value: unknown, key: string, error: z.core.$ZodError): SetAside {
  const name = namedSchema.safeParse(value).data?.name ?? key;
  const [issue] = error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : ` (${issue.path.join(".")})`;
  return {
    name,
    reason: `What this browser remembered of the upload ${name} cannot be understood${place}: ${issue?.message ?? "it is broken"}`,
  };
}
