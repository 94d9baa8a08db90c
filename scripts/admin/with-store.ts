import { getConfig } from "@/lib/config/config";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";

/** Something the person at the keyboard can mend: shown as one sentence. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Runs `work` on the rows of the configured data folder. The server may run at the same time. */
export async function withStore<Result>(work: (store: MetadataStore) => Promise<Result>): Promise<Result> {
  const store = await openSqliteMetadataStore(dataFiles.metadata(getConfig().dataDirectory));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
