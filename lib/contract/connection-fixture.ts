import { EVERYTHING } from "./capabilities-fixture";
import { IMAGES_API_NAMING } from "./image-name";
import { MAX_IMAGE_BYTES } from "./limits";
import type { Connection } from "./session";

/** For tests: an operator's connection to the embedded images API. */
export function connectionFixture(changes: Partial<Connection> = {}): Connection {
  return {
    id: "sfcompute",
    provider: "sfcompute",
    label: "Images API",
    apiUrl: "http://127.0.0.1:3000/v2",
    account: { name: "acme", role: "operator" },
    settings: [],
    capabilities: EVERYTHING,
    naming: IMAGES_API_NAMING,
    upload: {
      maxBytes: MAX_IMAGE_BYTES,
      accepts: "anything",
      hint: null,
      fillsWaiting: true,
      hasForm: false,
      fromTerminal: true,
    },
    actions: [],
    scopes: null,
    showsDeleted: true,
    listIntervalSeconds: 2,
    signedInUntil: "2030-01-08T00:00:00.000Z",
    ...changes,
  };
}
