import { existsSync } from "node:fs";
import { getConfig } from "@/lib/config/config";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";

/** Something the person at the keyboard can mend: shown as one sentence. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/**
 * Runs `work` on the rows of the configured data folder. The server may run at the same time.
 * @throws CommandError when there are no rows: a new database beside the server's own would take tokens that work nowhere
 */
export async function withStore<Result>(work: (store: MetadataStore) => Promise<Result>): Promise<Result> {
  const { dataDirectory } = getConfig();
  const file = dataFiles.metadata(dataDirectory);
  if (!existsSync(file)) {
    throw new CommandError(
      `There is no database in ${dataDirectory}. Start the server once, or set DATA_DIR to the folder that it uses.`,
    );
  }
  const store = await openSqliteMetadataStore(file);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
