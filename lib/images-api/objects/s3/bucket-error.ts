/** What failed, in words that `storage-fault.ts` knows. */
export type BucketErrorCode =
  | "S3_NOT_FOUND"
  | "S3_NO_BUCKET"
  | "S3_BUSY"
  | "S3_FULL"
  | "S3_REFUSED"
  | "S3_CLOCK"
  | "S3_DISTRUSTED"
  | "S3_UNREACHABLE"
  | "S3_FAILED";

/** Of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, and of MinIO, Ceph and Swift. */
const CODES: readonly (readonly [RegExp, BucketErrorCode])[] = [
  [
    /^(NoSuchBucket|PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/,
    "S3_NO_BUCKET",
  ],
  [/^(QuotaExceeded|ServiceQuotaExceededException|XMinio\w*(Full|Quota)\w*|InsufficientStorage)$/, "S3_FULL"],
  [/^(RequestTimeTooSkewed)$/, "S3_CLOCK"],
  [
    /^(SlowDown|InternalError|ServiceUnavailable|TooManyRequests|RequestLimitExceeded|Throttling\w*|OperationAborted)$/,
    "S3_BUSY",
  ],
  [/^(AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|AccountProblem)$/, "S3_REFUSED"],
  [/^CredentialsProviderError$/, "S3_REFUSED"],
  // Of TLS, EPROTO where the other side speaks none: https://nodejs.org/api/tls.html#x509-certificate-error-codes
  [/CERT|LEAF_SIGNATURE|^ERR_TLS_|^ERR_SSL_|^HOSTNAME_MISMATCH$|^EPROTO$/, "S3_DISTRUSTED"],
];

const STATUSES: Readonly<Record<number, BucketErrorCode>> = {
  301: "S3_NO_BUCKET",
  401: "S3_REFUSED",
  403: "S3_REFUSED",
  404: "S3_NOT_FOUND",
  408: "S3_BUSY",
  429: "S3_BUSY",
  507: "S3_FULL",
};

/**
 * An error of the bucket. Only what is named here is kept of the SDK's own: some stores answer a wrong signature with all that was
 * signed, and it would end in the log.
 */
export class BucketError extends Error {
  override readonly name = "BucketError";

  constructor(
    readonly code: BucketErrorCode,
    /** The SDK's command, such as `HeadObjectCommand`. */
    readonly operation: string,
    /** The store's or the system's word, such as `NoSuchUpload` or `ECONNREFUSED`. */
    readonly reason: string,
    /** Null when there was no answer. */
    readonly status: number | null,
  ) {
    super(`${operation}: ${reason}${status === null ? "" : ` (${status})`}`);
  }
}

/** @param error whatever the SDK threw */
export function bucketError(operation: string, error: unknown): BucketError {
  const reason = reasonOf(error);
  const status = statusOf(error);
  const named = CODES.find(([pattern]) => pattern.test(reason))?.[1];
  return new BucketError(named ?? codeOf(status), operation, reason, status);
}

/** @returns null for what was not there, whatever the store calls it: any 404 but that of the bucket itself. Rejects with all else */
export async function nullWhenGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof BucketError && error.code === "S3_NOT_FOUND") return null;
    throw error;
  }
}

function codeOf(status: number | null): BucketErrorCode {
  if (status === null) return "S3_UNREACHABLE";
  return STATUSES[status] ?? (status >= 500 ? "S3_BUSY" : "S3_FAILED");
}

/** A system's error has a code; the SDK's have the store's code as their name. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("$metadata" in error)) return null;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return null;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : null;
}
