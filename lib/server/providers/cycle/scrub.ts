import "server-only";

/** What stands in the place of a credential. */
const REMOVED = "[removed]";

// Repetitions are bounded: a build log may be megabytes of anything, and each rule has to pass it in one go.

const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

/** `https://user:password@host` */
const IN_URL = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]{0,4096}@/gi;

/** `user:password@registry.example.com`, but no digest, as in `mysql:5.7@sha256:…`. */
const BEFORE_HOST = /\b[\w.-]{1,64}:[^\s@/"'<>]{1,128}@(?=[\w-]{1,63}\.)/g;

/** `NPM_TOKEN=value`, `"password": "value"`, `Authorization: Basic value`. */
const NAMED =
  /\b((?:[a-z0-9]{1,32}[_-]){0,4}(?:token|password|passwd|passphrase|secret|api[_-]?key|private[_-]?key|authorization)\b["']?\s{0,4}[=:]\s{0,4})(?:(?:bearer|basic)\s+)?("[^"\n]*"|'[^'\n]*'|[^\s"'&,;]+)/gi;

/** Text that Cycle wrote for people, as an error or a build log, without what it may repeat of a source's credentials. */
export function withoutCredentials(text: string): string {
  return text
    .replaceAll(PRIVATE_KEY, REMOVED)
    .replaceAll(IN_URL, "$1")
    .replaceAll(BEFORE_HOST, "")
    .replaceAll(NAMED, `$1${REMOVED}`);
}

/**
 * A name on Docker Hub, with its tag or digest, as in `library/mysql:5.7`: repositories are in lower case, and an `@` begins nothing but
 * a digest (distribution/reference, grammar of references).
 */
const DOCKER_HUB_TARGET =
  /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/;

/** The target when it is plainly the public name of an image; null for everything else, which may hold a user or a token. */
export function publicTarget(target: unknown): string | null {
  return typeof target === "string" && target.length <= 255 && DOCKER_HUB_TARGET.test(target) ? target : null;
}
