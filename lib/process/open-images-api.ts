import type { Config } from "@/lib/config/config";
import { ConfigError } from "@/lib/config/config-error";
import { openImagesApi, type ImagesApi, StoreError } from "@/lib/images-api/images-api";
import { createLog } from "@/lib/telemetry/create-log";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the embedded images API. @throws ConfigError when its data cannot be used */
export async function openEmbeddedApi(config: Config): Promise<ImagesApi> {
  const { dataDirectory } = config;
  const log = createLog({ level: config.logLevel, name: "images-api" });
  try {
    return await openImagesApi({
      dataDirectory,
      publicUrl: config.objectsPublicUrl,
      database: config.database,
      bucket: config.bucket,
      verifyUploads: config.verifyUploads,
      staleUploadMs: wholeMilliseconds(config.staleUploadDays),
      retainDeletedMs: wholeMilliseconds(config.deletedRetentionDays),
      retainAuditMs: wholeMilliseconds(config.auditRetentionDays),
      requestsPerMinute: config.requestsPerMinute,
      trustedProxies: config.trustedProxies,
      adminToken: config.embeddedAdminToken,
      log,
    });
  } catch (error) {
    log.debug({ err: error }, "the embedded images API could not be opened");
    throw new ConfigError([whyNot(error, config)]);
  }
}

/** Errors that say in a sentence who uses the data just now. */
const IN_USE = new Set(["FolderLockedError", "LockTakenError"]);

/** A sentence that names the variable. */
function whyNot(error: unknown, { dataDirectory, bucket }: Config): string {
  const cause = error instanceof Error ? error.message : String(error);
  for (const taken of error instanceof Error ? [error, error.cause] : []) {
    if (taken instanceof Error && IN_USE.has(taken.name)) return taken.message;
  }
  if (!(error instanceof StoreError)) {
    return `The data in ${dataDirectory} cannot be used (${cause}). Mend it, or name another folder with DATA_DIR.`;
  }
  const { problem } = error;
  switch (problem.store) {
    case "database":
      return `The database of DATABASE_URL cannot be used (${cause}). Mend it, or correct DATABASE_URL.`;
    case "bucket":
      return `The bucket ${bucket?.name} of S3_BUCKET, at ${bucket?.endpoint?.host ?? "AWS"}, cannot be used (${cause}). Mend it, or correct S3_BUCKET, S3_ENDPOINT, S3_REGION and the access key.`;
    case "moved":
      return cause;
    case "place":
      return `The bytes of the images are ${placeInWords(problem.noted)}, but S3_BUCKET says that they are ${placeInWords(problem.configured)}. Move them with \`npm run admin -- migrate-store\`, or ${variableFor(problem.noted)}.`;
    default:
      return problem satisfies never;
  }
}

/** @param place as `MetadataStore.placeOfBytes` notes it */
function placeInWords(place: string): string {
  const bucket = bucketIn(place);
  return bucket === null ? "on this server's disk" : `in the bucket ${bucket}`;
}

function variableFor(place: string): string {
  const bucket = bucketIn(place);
  return bucket === null
    ? "leave S3_BUCKET and what belongs to it out"
    : `set S3_BUCKET=${bucket} and what belongs to it`;
}

function bucketIn(place: string): string | null {
  return /^s3 (.+)$/.exec(place)?.[1] ?? null;
}

/** Days may be fractions; instants in the rows are whole, and Postgres refuses others. */
function wholeMilliseconds(days: number): number {
  return Math.round(days * DAY_MS);
}
