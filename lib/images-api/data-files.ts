import { join } from "node:path";

/** What a data folder holds. The admin command opens the same rows as the server. */
export const dataFiles = {
  metadata: (dataDirectory: string) => join(dataDirectory, "images.db"),
  signingKey: (dataDirectory: string) => join(dataDirectory, "signing-key"),
  objects: (dataDirectory: string) => join(dataDirectory, "objects"),
  /** What a repair took away from where it was in the way. Nothing reads it. */
  setAside: (dataDirectory: string) => join(dataDirectory, "objects", "set-aside"),
};
