/** Of Node, when nobody listens there, or nobody knows the name yet. */
const UNREACHABLE = /^(ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|E(HOST|NET)UNREACH|EAI_AGAIN|ENOTFOUND|EPIPE)$/;

/**
 * Of Postgres: it starts, stops or is full, a connection broke, or another server is still changing its tables
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html). Of the lock there: its connection broke. Of a bucket: see `bucket-error.ts`.
 */
const BUSY = /^(57P0[123]|53300|08...|55P03|40P01|S3_BUSY|S3_UNREACHABLE|LOCK_LOST)$/;

/** Causes that are looked at: an error in a driver in a pool has three. */
const MAX_CAUSES = 5;

/** Of TLS, such as CERT_HAS_EXPIRED (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const DISTRUSTED = /CERT|LEAF_SIGNATURE|^ERR_TLS_|^ERR_SSL_|^HOSTNAME_MISMATCH$|^EPROTO$/;

/** Of `pg`, without a code: Postgres is not set up for TLS, which a URL without `sslmode` wants of any other machine. */
const WITHOUT_TLS = /does not support SSL/;

/** Whether an engine may do later what it did not do now. */
export function mayPass(error: unknown): boolean {
  const causes = causesOf(error);
  if (causes.some((cause) => DISTRUSTED.test(codeOf(cause)) || WITHOUT_TLS.test(messageOf(cause)))) return false;
  return causes.some((cause) => {
    const code = codeOf(cause);
    return UNREACHABLE.test(code) || BUSY.test(code) || (code === "ENOENT" && isSocket(cause));
  });
}

/** The file of a local socket is missing as long as its server is; that of a certificate stays so. */
function isSocket(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "connect";
}

/** Why an engine cannot be used, in its own few words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A name with several addresses that all refuse gives an error without words.
  const message = error.message.replace(/[\s:]+$/, "");
  const code = codeOf(causesOf(error).findLast((cause) => codeOf(cause) !== ""));
  return message.includes(code) ? message : [message, code].filter((part) => part !== "").join(", ");
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) causes.push(cause);
  return causes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
