import { type Command, InvalidArgumentError, Option } from "commander";
import { auditActionSchema } from "@/lib/contract/audit";
import { type AuditRow, BY_OPERATOR, doneBy, type ListAuditOptions } from "@/lib/images-api/metadata/audit";
import { parseSince } from "./moments";
import { printableJson, table, time } from "./table";
import { withStore } from "./with-store";

/** Entries read from the store at a time. */
const PAGE = 1_000;

interface AuditOptions {
  actor?: string;
  action?: string;
  image?: string;
  since?: number;
  limit: number;
  json?: true;
}

export function addAuditCommands(program: Command): void {
  program
    .command("audit")
    .description("show who did what, newest first; reading is an entry too")
    .option("--actor <name>", "an owner; `system` is the server itself, `operator` this command")
    .addOption(new Option("--action <action>", "what was done or tried").choices(auditActionSchema.options))
    .option("--image <id>", "one image's life")
    .option("--since <moment>", "how far back: days (7d), a day or a time (2026-12-24T18:00:00Z)", (text) =>
      parseSince(text),
    )
    .option("--limit <number>", "entries at most", parseLimit, 100)
    .option("--json", "an object on a line for each entry")
    .action(showAudit);
}

async function showAudit({ json, limit, image, ...filter }: AuditOptions): Promise<void> {
  const options = { ...filter, ...(image !== undefined && { imageId: image }) };
  const entries = await withStore(async (store) => {
    await store.recordAudit(doneBy(BY_OPERATOR, Date.now(), "audit.read"));
    const read: AuditRow[] = [];
    for (let hasMore = true; hasMore && read.length < limit;) {
      const page: ListAuditOptions = { ...options, limit: Math.min(PAGE, limit - read.length), before: read.at(-1) };
      const answer = await store.listAudit(page);
      read.push(...answer.entries);
      ({ hasMore } = answer);
    }
    return read;
  });
  if (json === true) for (const entry of entries) console.log(printableJson({ ...entry, at: time(entry.at) }));
  else console.log(auditTable(entries));
  // Beside the output, so that scripts read the same as ever.
  if (entries.length === 0) console.error("No entry matches.");
}

function auditTable(entries: readonly AuditRow[]): string {
  return table([
    ["TIME", "ACTOR", "ACTION", "OUTCOME", "REASON", "IMAGE", "NAME", "ADDRESS", "TOKEN", "REQUEST"],
    ...entries.map((entry) => [
      time(entry.at),
      entry.actor,
      entry.action,
      entry.outcome,
      entry.reason,
      entry.imageId,
      entry.imageName,
      entry.address,
      entry.tokenId,
      entry.requestId,
    ]),
  ]);
}

function parseLimit(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 1 on.");
}
