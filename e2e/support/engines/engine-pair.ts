import { type S3Settings, removeBuckets } from "./buckets";
import { dropDatabases, newPrefix, type PostgresSettings } from "./databases";
import { Postgres } from "./postgres";
import { Swift } from "./swift";

/** All that a process needs to make itself databases and buckets. */
export interface PairSettings {
  postgres: PostgresSettings;
  s3: S3Settings;
}

/** Postgres and an object store for a whole run. */
export interface EnginePair {
  settings: PairSettings;
  /** Removes all that was made on it, and ends what was started. */
  stop(): Promise<void>;
}

/**
 * What the environment names (TEST_DATABASE_URL; TEST_S3_ENDPOINT with TEST_S3_ACCESS_KEY_ID, TEST_S3_SECRET_ACCESS_KEY and
 * TEST_S3_REGION), else engines of the run's own.
 * @throws EngineMissing
 */
export async function startPair(): Promise<EnginePair> {
  const started = await Promise.allSettled([givenPostgres() ?? Postgres.start(), givenS3() ?? Swift.start()]);
  const [postgres, s3] = started;
  if (postgres.status === "rejected" || s3.status === "rejected") {
    for (const one of started) if (one.status === "fulfilled") await one.value.stop();
    throw postgres.status === "rejected" ? postgres.reason : s3.status === "rejected" ? s3.reason : null;
  }
  return {
    settings: { postgres: postgres.value.settings, s3: s3.value.settings },
    stop: async () => {
      await Promise.all([postgres.value.stop(), s3.value.stop()]);
    },
  };
}

function givenPostgres(): Engine<PostgresSettings> | null {
  const url = process.env["TEST_DATABASE_URL"];
  if (url === undefined || url === "") return null;
  const settings = { url, prefix: newPrefix() };
  return { settings, stop: () => dropDatabases(settings) };
}

function givenS3(): Engine<S3Settings> | null {
  const { TEST_S3_ENDPOINT: endpoint = "", TEST_S3_REGION: region = "us-east-1" } = process.env;
  if (endpoint === "") return null;
  const { TEST_S3_ACCESS_KEY_ID: accessKeyId = "", TEST_S3_SECRET_ACCESS_KEY: secretAccessKey = "" } = process.env;
  const settings = { endpoint, region, accessKeyId, secretAccessKey, prefix: newPrefix() };
  return { settings, stop: () => removeBuckets(settings) };
}

interface Engine<Settings> {
  settings: Settings;
  stop(): Promise<void>;
}
