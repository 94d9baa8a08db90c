// `npm run try-image`: does what the Dockerfile says without Docker, step by step, in a clean folder, and starts what comes of it: as a
// user who may write nowhere but in the data folder, as a container that is read-only has it. Needs root, to become that user.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readStages } from "./setup/dockerfile.mjs";
import { fail, root } from "./setup/say.mjs";

const NOBODY = 65_534;
const PORT = process.env["TRY_IMAGE_PORT"] ?? "3990";

if (process.getuid?.() !== 0) fail("Run it as root: it becomes another user, who may write nowhere.");
const place = mkdtempSync(join(tmpdir(), "images-dashboard-image-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));

const stages = readStages(readFileSync(join(root, "Dockerfile"), "utf8"));
/** What a stage's path is here. @param {string} stage @param {string} path absolute in the image */
const here = (stage, path) => join(place, stage, path);
for (const { name, steps } of stages) for (const step of steps) take(name, step);
await tryServer();

/** @param {string} stage @param {import("./setup/dockerfile.mjs").Step} step */
function take(stage, step) {
  console.log(`\n── ${stage}: ${step.kind} ${step.text}`);
  mkdirSync(here(stage, "/app"), { recursive: true });
  if (step.kind === "COPY") return copy(stage, step);
  // The user is another one here, and paths begin elsewhere.
  const command = step.text.replaceAll("node:node", String(NOBODY)).replaceAll("/data", here(stage, "/data"));
  const { status } = spawnSync("sh", ["-ec", command], {
    cwd: here(stage, "/app"),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: "inherit",
  });
  if (status !== 0) fail(`This step failed: ${step.text}`);
}

/** @param {string} stage @param {import("./setup/dockerfile.mjs").Step} step */
function copy(stage, { text, from }) {
  const paths = text.split(" ");
  const target = here(stage, join("/app", paths.pop() ?? ""));
  for (const path of paths) {
    if (path === ".") copyContext(target);
    else {
      const source = from === null ? join(root, path) : here(from, path);
      // As Docker does: a folder's content, a file into a folder.
      const isInto = text.endsWith("./");
      cpSync(source, isInto ? join(target, path.split("/").pop() ?? "") : target, {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
  }
}

/** What `.dockerignore` lets through. @param {string} target */
function copyContext(target) {
  const rules = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  for (const rule of rules.filter((line) => line.startsWith("!"))) {
    const path = rule.slice(1);
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(root, path), join(target, path), { recursive: true, filter: isLetThrough });
  }
}

/** @param {string} path */
function isLetThrough(path) {
  return !/\.(test|fixture)\.ts$|\/\.env|\/metadata\/conformance/.test(path);
}

async function tryServer() {
  const folder = here("server", "/app");
  const data = here("server", "/data");
  const temporary = here("server", "/tmp");
  mkdirSync(temporary, { mode: 0o700 });
  spawnSync("chown", [String(NOBODY), temporary]);
  spawnSync("chmod", ["755", place, join(place, "server")]);
  const { command, check, environment } = stages.at(-1) ?? fail("The Dockerfile has no stage.");
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    NODE_ENV: "production",
    PATH: process.env["PATH"] ?? "",
    HOME: "/nonexistent",
    TMPDIR: temporary,
    ...environment,
    DATA_DIR: data,
    PORT,
    PUBLIC_URL: `http://127.0.0.1:${PORT}`,
  };
  const as = { cwd: folder, env, uid: NOBODY, gid: NOBODY };
  console.log(`\n── Start, as a user who may write to its data only: ${command.join(" ")}`);
  mustNot(spawnSync("touch", [join(folder, "written")], as).status === 0, "The user may write where the program lies.");
  const [program = "", ...args] = command;
  const server = spawn(program, args, { ...as, stdio: "inherit" });
  const ended = once(server, "exit");
  const [asked = "", ...how] = check;
  let tries = 0;
  while (spawnSync(asked, how, as).status !== 0) {
    mustNot(server.exitCode !== null || ++tries > 120, "The server does not answer its health check.");
    await delay(500);
  }
  console.log("── Its health check passes.");
  const page = await fetch(`http://127.0.0.1:${PORT}/sign-in`);
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? "/missing";
  const code = await fetch(`http://127.0.0.1:${PORT}${script}`);
  mustNot(
    page.status !== 200 || code.status !== 200,
    `The sign-in page answers ${page.status}, its code ${code.status}.`,
  );
  mustNot(!existsSync(join(data, "images.db")), "The server keeps nothing in its data folder.");
  console.log("── The sign-in page and its code are there. SIGTERM.");
  server.kill("SIGTERM");
  const [exitCode] = await ended;
  mustNot(exitCode !== 0, `The server ended with ${exitCode}.`);
  mustNot(spawnSync(asked, how, as).status === 0, "Something answers after the end.");
  const { stdout } = spawnSync("du", ["-sm", folder], { encoding: "utf8" });
  console.log(`\nThe image's steps hold: ${stdout.split("\t")[0]} MiB in /app, and the server ended with 0.`);
}

/** @param {boolean} isWrong @param {string} sentence */
function mustNot(isWrong, sentence) {
  if (isWrong) fail(sentence);
}
