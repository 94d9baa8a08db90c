import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A path below `/api`, as its file says it. */
export interface AppRoute {
  path: string;
  /** Whether it reads a JSON body at the method POST. */
  readsJson: boolean;
}

/** What stands in a path in place of `[name]`. What is left out is a word that fits nothing. */
export type PathNames = Readonly<Record<string, string>>;

const APP = "app";

/** Every page, by its folder: one that is added is tested without anybody thinking of it. */
export function appPages(names: PathNames): string[] {
  return filesNamed("page.tsx").map((folder) => pathOf(folder, names));
}

/** Every route of the dashboard's own API. */
export function appRoutes(names: PathNames): AppRoute[] {
  return filesNamed("route.ts").map((folder) => ({
    path: pathOf(folder, names),
    readsJson: /parseBody|runAction/.test(readFileSync(join(APP, folder, "route.ts"), "utf8")),
  }));
}

function filesNamed(name: string): string[] {
  const found = readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === name)
    .map((entry) => entry.parentPath.slice(APP.length).replace(/^\//, ""));
  if (found.length === 0) throw new Error(`There is no ${name} in ${APP}.`);
  return found.toSorted();
}

function pathOf(folder: string, names: PathNames): string {
  const segments = folder.split("/").filter((segment) => segment !== "" && !segment.startsWith("("));
  return `/${segments.map((segment) => filled(segment, names)).join("/")}`;
}

function filled(segment: string, names: PathNames): string {
  const name = /^\[+(?:\.\.\.)?([^\]]+)\]+$/.exec(segment)?.[1];
  return name === undefined ? segment : (names[name] ?? "something");
}
