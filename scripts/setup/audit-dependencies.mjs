import { spawnSync } from "node:child_process";
import { root } from "./say.mjs";

/** Whoever does not answer in this time is not waited for, in milliseconds: a closed network may swallow requests. */
const DEADLINE_MS = 60_000;

/** Those that stop the tests; others are told. */
const STOPPING = new Set(["high", "critical"]);

/**
 * What npm says of one package (`npm audit --json`, report version 2); `via` has an advisory, or the name of a package that has one.
 * @typedef {{ name: string, severity: string, via: (string | { title?: string, url?: string })[] }} Vulnerability
 */

/**
 * What follows from an answer of `npm audit --json`.
 * @param {string} output
 * @returns {{ holds: boolean, lines: string[] }} `lines` for people; it holds where nobody could be asked, for that says nothing of a package
 */
export function judgeAudit(output) {
  const report = parse(output);
  if (report?.auditReportVersion !== 2) {
    const why = typeof report?.message === "string" ? ` (${report.message})` : "";
    return {
      holds: true,
      lines: [`The registry could not be asked for advisories${why}: dependencies were not audited.`],
    };
  }
  /** @type {Vulnerability[]} */
  const found = Object.values(report.vulnerabilities ?? {});
  const lines = found.map(({ name, severity, via }) => `${severity}: ${name}: ${via.map(reason).join("; ")}`);
  if (lines.length === 0) return { holds: true, lines: ["No advisory is known for what the server runs on."] };
  return { holds: !found.some(({ severity }) => STOPPING.has(severity)), lines };
}

/** Asks npm about the packages that the server runs on; those of the tests see no stranger's input. @returns {{ holds: boolean, lines: string[] }} */
export function auditDependencies() {
  const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
    cwd: root,
    encoding: "utf8",
    timeout: DEADLINE_MS,
    stdio: ["ignore", "pipe", "ignore"],
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === "win32",
  });
  return judgeAudit(stdout ?? "");
}

/** @param {Vulnerability["via"][number]} via */
function reason(via) {
  if (typeof via === "string") return `by ${via}`;
  return [via.title, via.url].filter((part) => part !== undefined).join(" ");
}

/** @param {string} text @returns {any} what npm wrote, which no type tells; null when it is no JSON */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
