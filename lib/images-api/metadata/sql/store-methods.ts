import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { NewAuditEntry } from "@/lib/images-api/metadata/audit";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { auditMethods, createRecorder } from "./audit";
import { damageMethods } from "./damaged-images";
import type { Engine } from "./engine";
import { imageMethods } from "./images";
import { objectNotes } from "./object-notes";
import type { Schema } from "./schema";
import { stateMethods } from "./state";
import { storeFacts } from "./store-facts";
import { tokenMethods } from "./tokens";
import { workClaims } from "./work-claims";

/** The store on tables that are up to date. `onAudit` hears of each entry that this process has written. */
export async function storeMethods(
  database: Kysely<Schema>,
  engine: Engine,
  onAudit: (entry: NewAuditEntry) => void,
): Promise<MetadataStore & StoreState> {
  const record = createRecorder(database, engine, onAudit);
  return {
    ...imageMethods(database, record),
    ...damageMethods(database, record),
    ...tokenMethods(database, record, engine),
    ...auditMethods(database, record),
    ...storeFacts(database),
    ...(await stateMethods(database, engine)),
    claims: workClaims(database, randomUUID(), engine),
    notes: objectNotes(database),
    close: () => database.destroy(),
  };
}
