import { z } from "zod";
import { send } from "@/e2e/server/support/answer";
import type { RunningServer } from "@/e2e/server/support/running-server";

const readinessSchema = z.strictObject({
  status: z.enum(["ready", "not_ready"]),
  checks: z.array(
    z.strictObject({ name: z.string(), status: z.enum(["ok", "failing"]), reason: z.string().optional() }),
  ),
});

/** What `/readyz` says: its status and why each check fails that does. Null where nobody answers. */
export async function readiness(server: Pick<RunningServer, "url">) {
  const answer = await send("GET", `${server.url}/readyz`).catch(() => null);
  if (answer === null) return null;
  const { checks } = readinessSchema.parse(JSON.parse(answer.text));
  const failing = checks.flatMap(({ name, status, reason }) => (status === "ok" ? [] : [[name, reason]]));
  return { status: answer.status, failing: Object.fromEntries(failing) };
}
