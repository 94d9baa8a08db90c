import { mkdir } from "node:fs/promises";
import type { Logger } from "pino";
import { dataFiles } from "@/lib/images-api/data-files";
import type { NewAuditEntry } from "@/lib/images-api/metadata/audit";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { openPatiently } from "./open-patiently";
import type { StoresOptions } from "./store-options";

export interface MetadataOptions extends Pick<StoresOptions, "dataDirectory" | "database" | "patienceMs"> {
  /** Whether this is the server, and no command beside it. */
  asServer: boolean;
  /** Of a server: whether no other one may work with these rows, because its bytes are on its own disk. */
  isOnlyServer?: boolean;
  /** For rows in the folder: throws once they may be moved away. */
  requireUse?: (() => void) | undefined;
  onAudit?: (entry: NewAuditEntry) => void;
  log: Logger;
}

/** Opens the rows, wherever they are. @throws StoreError when their database cannot be used */
export async function openMetadata(options: MetadataOptions): Promise<MetadataStore & StoreState> {
  const {
    dataDirectory,
    database,
    asServer,
    isOnlyServer,
    requireUse,
    onAudit = () => undefined,
    patienceMs,
    log,
  } = options;
  if (database === null) {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    return openSqliteMetadataStore(dataFiles.metadata(dataDirectory), onAudit, { asServer, requireUse });
  }
  const onLock = (isHeld: boolean): void => {
    if (isHeld) log.info("the lock on the database is held again");
    else log.warn("the lock on the database is lost: until it is held again nothing is done with the rows");
  };
  // Whoever has no Postgres loads nothing for it.
  const { openPostgresMetadataStore } = await import("@/lib/images-api/metadata/postgres/postgres-metadata-store");
  return openPatiently({ store: "database", patienceMs, log }, () =>
    openPostgresMetadataStore({ ...database, onAudit, asServer, isOnlyServer, onLock }),
  );
}
