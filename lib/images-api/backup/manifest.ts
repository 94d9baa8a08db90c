import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { isImageId } from "@/lib/images-api/objects/names";
import { BackupError } from "./backup-error";
import { syncDirectory } from "./files";

/** Grows when an older program could not restore what a newer one wrote. */
const VERSION = 1;

const PROGRAM = "images-dashboard backup";

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const idSchema = z.string().refine(isImageId);
const partSchema = z.object({ number: z.int().min(1).max(10_000), size: z.int().min(0), sha256: digestSchema });

/** `completed`: all bytes, in `images`; sizes of its parts 1, 2 …; `sha256` of the parts put one after the other. */
const completedSchema = z.object({
  id: idSchema,
  kind: z.literal("completed"),
  size: z.int().min(0),
  sha256: digestSchema,
  partSizes: z.array(z.int().min(0)),
});

/** `unfinished`: what arrived so far. `damaged`: was completed, but these bytes are not what was proven; empty when there were none. */
const partsSchema = z.object({
  id: idSchema,
  kind: z.enum(["unfinished", "damaged"]),
  size: z.int().min(0),
  parts: z.array(partSchema),
});

const manifestSchema = z.object({
  program: z.literal(PROGRAM),
  version: z.literal(VERSION),
  complete: z.literal(true),
  createdAt: z.iso.datetime(),
  run: z.string().regex(/^[0-9A-Za-z-]+$/),
  database: z.object({ size: z.int().min(0), sha256: digestSchema, migrations: z.array(z.string()) }),
  images: z.array(z.discriminatedUnion("kind", [completedSchema, partsSchema])),
});

/** Enough to know whose folder it is before all of it is read. */
const headSchema = z.object({ program: z.literal(PROGRAM), version: z.int(), complete: z.boolean() });

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestImage = Manifest["images"][number];
export type CompletedEntry = z.infer<typeof completedSchema>;
export type PartsEntry = z.infer<typeof partsSchema>;
export type PartEntry = z.infer<typeof partSchema>;

/** `none`: no manifest is there. `incomplete`: a first backup was interrupted. */
export type ManifestState = { state: "none" } | { state: "incomplete" } | { state: "complete"; manifest: Manifest };

/** @throws BackupError for one that is damaged, foreign, or of a newer program */
export async function readManifest(path: string): Promise<ManifestState> {
  const text = await readIfThere(path);
  if (text === null) return { state: "none" };
  const json = parseJson(text);
  const head = headSchema.safeParse(json);
  if (!head.success)
    throw new BackupError(`${path} is not the manifest of a backup, or it is damaged. Use another folder.`);
  if (head.data.version > VERSION) {
    throw new BackupError(`${path} was written by a newer version of this program. Use that version, or a newer one.`);
  }
  if (!head.data.complete) return { state: "incomplete" };
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw new BackupError(`${path} is damaged. Use another backup.`);
  return { state: "complete", manifest: parsed.data };
}

/** Says that a backup was begun here. */
export function writeIncompleteManifest(path: string): Promise<void> {
  return replaceFile(path, { program: PROGRAM, version: VERSION, complete: false });
}

/** Makes a backup count. Everything that it names must be on the disk. */
export function writeManifest(
  path: string,
  manifest: Omit<Manifest, "program" | "version" | "complete">,
): Promise<void> {
  return replaceFile(path, { program: PROGRAM, version: VERSION, ...manifest, complete: true });
}

/** Old or new, never half: written beside, synced, renamed. */
async function replaceFile(path: string, json: unknown): Promise<void> {
  const temporary = `${path}.new`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(json)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
