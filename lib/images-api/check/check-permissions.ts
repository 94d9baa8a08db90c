import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, problem } from "./finding";

/** What "others" may do, in the words of chmod. A group may be shared on purpose. */
export const OTHERS = 0o007;

/** Whether other users of this machine can get at rows, bytes or keys. A closed DATA_DIR closes all that is in it. */
export async function checkPermissions(dataDirectory: string): Promise<Finding[]> {
  const { mode } = await stat(dataDirectory);
  if ((mode & OTHERS) === 0) return [];
  const open: string[] = [];
  for (const name of (await readdir(dataDirectory)).toSorted()) {
    const inside = await stat(join(dataDirectory, name)).catch(() => null);
    if (inside !== null && (inside.mode & OTHERS) !== 0) open.push(name);
  }
  const what = open.length === 0 ? "" : ` They can also open ${open.join(", ")}.`;
  return [
    problem(
      "open_to_others",
      `Other users of this machine can look into ${dataDirectory}.${what} --repair, or chmod o= ${JSON.stringify(dataDirectory)}, ends that.`,
      { path: dataDirectory },
    ),
  ];
}
