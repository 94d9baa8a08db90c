// A container's health check, for an image without curl: `node deploy/ask-health.mjs /healthz` or `/readyz`. Exits with 0 for a 200.
const path = process.argv[2] ?? "/healthz";
try {
  const answer = await fetch(`http://127.0.0.1:${process.env["PORT"] ?? 3000}${path}`, {
    signal: AbortSignal.timeout(4_000),
  });
  // Docker keeps what a check prints: `docker inspect` shows it.
  console.log(answer.status, await answer.text());
  process.exitCode = answer.status === 200 ? 0 : 1;
} catch (error) {
  console.log(String(error));
  process.exitCode = 1;
}
