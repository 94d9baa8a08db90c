import { readFileSync } from "node:fs";

/** Something that the server did, in the order in which it was done. */
export type Done = { kind: "synced"; path: string } | { kind: "renamed"; from: string; to: string } | AnswerBegun;

/** The first bytes of an answer went out. */
export interface AnswerBegun {
  kind: "answered";
  status: number;
}

/** What has to be traced for `readSystemCalls`: `-D` leaves the server its place as our child. */
export const tracer = (file: string): readonly string[] => [
  "strace",
  "-Dfqy",
  "--seccomp-bpf",
  "--string-limit=40",
  `--output=${file}`,
  "--trace=fsync,fdatasync,rename,renameat,renameat2,write,writev",
];

const SYNC = /^f(?:data)?sync\(\d+<(?<path>[^>]*)>/;
const RENAME = /^rename(?:at2?)?\(.*?"(?<from>[^"]*)".*?"(?<to>[^"]*)"/;
const ANSWER = /^writev?\(.*"HTTP\/1\.1 (?<status>\d{3}) /;
const LINE = /^(?<process>\d+) +(?<rest>.*)$/;
const RESUMED = /^<\.\.\. \w+ resumed>/;

/**
 * Reads strace's record. A call counts where it ended, if it ended well; an answer counts where it began: nothing that it promises may
 * end later.
 */
export function readSystemCalls(file: string): Done[] {
  const underWay = new Map<string, string>();
  const done: Done[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const { process = "", rest = "" } = LINE.exec(line)?.groups ?? {};
    const isBegun = rest.endsWith("<unfinished ...>");
    const call = RESUMED.test(rest) ? `${underWay.get(process) ?? ""}${rest}` : rest;
    if (isBegun) underWay.set(process, rest);
    const answered = ANSWER.exec(rest)?.groups;
    if (answered !== undefined) done.push({ kind: "answered", status: Number(answered["status"]) });
    if (isBegun || !call.endsWith("= 0")) continue;
    const synced = SYNC.exec(call)?.groups;
    if (synced !== undefined) done.push({ kind: "synced", path: synced["path"] ?? "" });
    const renamed = RENAME.exec(call)?.groups;
    if (renamed !== undefined) done.push({ kind: "renamed", from: renamed["from"] ?? "", to: renamed["to"] ?? "" });
  }
  return done;
}
