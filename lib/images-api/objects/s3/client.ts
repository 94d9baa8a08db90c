import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { bucketError } from "./bucket-error";

/** A bucket, and how to reach it. */
export interface BucketOptions {
  name: string;
  region: string;
  /** Where this server reaches the store; null for AWS' own endpoint of the region. */
  endpoint: URL | null;
  /** Where browsers reach it; null for the same. */
  publicEndpoint: URL | null;
  /** `https://store/bucket/key` in place of `https://bucket.store/key`. */
  forcePathStyle: boolean;
  /** Null where the machine itself has credentials: a role, a profile, a container's. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
}

/** Whoever waits for longer, in milliseconds, waits for a machine that is not there. */
const CONNECT_TIMEOUT_MS = 5_000;

/** A call of ours moves no image bytes: what has no answer after so many milliseconds hangs. */
const ANSWER_TIMEOUT_MS = 60_000;

/** For calls that concern each of up to ten thousand parts, which stores look at or remove one by one. */
const LONG_ANSWER_TIMEOUT_MS = 5 * 60_000;
export const PATIENTLY = { requestTimeout: LONG_ANSWER_TIMEOUT_MS };

/** For whoever only asks whether the store is there. */
export const BRIEFLY = { requestTimeout: 5_000 };

/** The first try and two more, after growing pauses: more would keep whoever asked waiting while the store is down. */
const ATTEMPTS = 3;

/** Connections that are kept open and used again. Each call takes milliseconds, so that these serve thousands a second. */
const CONNECTIONS = 50;

/** Two clients, for a signature holds for one host only. */
export interface BucketClients {
  bucket: string;
  /** For this server's own calls. */
  own: S3Client;
  /** Only signs, for browsers. */
  signing: S3Client;
  close(): void;
}

/** Makes no request yet. What the clients throw is a BucketError. */
export function openClients({ endpoint, publicEndpoint, ...options }: BucketOptions): BucketClients {
  const agent = { keepAlive: true, maxSockets: CONNECTIONS };
  const config: S3ClientConfig = {
    region: options.region,
    forcePathStyle: options.forcePathStyle,
    // Checksums in headers and trailers are AWS' own, and not every store takes them.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    retryMode: "standard",
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      // Nothing is said while a long answer is awaited.
      socketTimeout: LONG_ANSWER_TIMEOUT_MS,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...(options.credentials === null ? {} : { credentials: options.credentials }),
  };
  const own = new S3Client({ ...config, ...(endpoint === null ? {} : { endpoint: endpoint.href }) });
  const seenFrom = publicEndpoint ?? endpoint;
  const signing = new S3Client({
    ...config,
    // The same provider: temporary credentials are fetched once.
    credentials: own.config.credentials,
    ...(seenFrom === null ? {} : { endpoint: seenFrom.href }),
  });
  for (const client of [own, signing]) nameErrors(client);
  return {
    bucket: options.name,
    own,
    signing,
    close() {
      own.destroy();
      signing.destroy();
    },
  };
}

/** At the outermost step, where the tries are over. */
function nameErrors(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => async (input) => {
      try {
        return await next(input);
      } catch (error) {
        throw bucketError(context.commandName ?? "S3", error);
      }
    },
    { step: "initialize", priority: "high", name: "nameErrors" },
  );
}
