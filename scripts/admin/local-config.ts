import { readSettings, type Settings } from "@/lib/config/config";
import { requireDataDirectory } from "@/lib/config/data-directory";
import { dataFiles } from "@/lib/images-api/data-files";
import { whyNotWhole } from "@/lib/images-api/migrate/whole-folder";
import { CommandError } from "./with-store";

/** What other engines have in place of a command that knows SQLite and a disk. */
const INSTEAD = {
  backup: {
    rows: "back up the rows with pg_dump",
    bytes: "turn on the bucket's versioning, or copy it with its own tools",
  },
  restore: {
    rows: "restore the rows with pg_restore",
    bytes: "bring back the bucket's versions, or copy it back with its own tools",
  },
  check: {
    rows: "Postgres looks after the rows (pg_amcheck)",
    bytes: "each start of a server compares rows with the bucket",
  },
} as const satisfies Record<string, { rows: string; bytes: string }>;

/** The configuration, where rows and bytes are in the data folder. @throws CommandError that says what to use otherwise */
export function localConfig(command: keyof typeof INSTEAD): Settings {
  const config = readSettings(process.env);
  const { rows, bytes } = INSTEAD[command];
  const set = [
    ...(config.database === null ? [] : [{ variable: "DATABASE_URL", instead: rows }]),
    ...(config.bucket === null ? [] : [{ variable: "S3_BUCKET", instead: bytes }]),
  ];
  if (set.length === 0) {
    // What is restored may begin a new folder; all else works on what is there.
    if (command !== "restore") requireDataDirectory(config.dataDirectory);
    return config;
  }
  throw new CommandError(
    `${command} works with SQLite and a disk, and ${set.map(({ variable }) => variable).join(" and ")} ${set.length === 1 ? "is" : "are"} set: ${set.map(({ instead }) => instead).join(", and ")}. docs/operating.md says how.`,
  );
}

/** Where rows or bytes went elsewhere, a copy or a comparison of what is left would say of the wrong data that it is well. @throws CommandError */
export function refuseMovedData(dataDirectory: string): void {
  const reason = whyNotWhole(dataFiles.metadata(dataDirectory));
  if (reason !== null) throw new CommandError(reason);
}
