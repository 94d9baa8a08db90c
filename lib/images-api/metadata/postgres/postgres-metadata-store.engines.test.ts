import { describeMetadataStore } from "@/lib/images-api/metadata/conformance";
import { openPostgresMetadataStore } from "./postgres-metadata-store";
import { createSchema } from "@/e2e/support/engines/schemas";

describeMetadataStore("Postgres", async () => {
  const options = { url: await createSchema(), poolSize: 4, statementTimeoutMs: 10_000 };
  return () => openPostgresMetadataStore(options);
});
