import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { z } from "zod";
import { type Crowd, inPage, openList, type Stage } from "./stage";
import { openDeleteDialog, openPalette, openPanel, openUploadDialog } from "./steps";

/** What is in every page of the app, by the build's own account: Next and React. */
const manifestSchema = z.object({ rootMainFiles: z.array(z.string()) });

/** Code that only some of the page's visitors need, found by a text that a minifier leaves alone. */
const FEATURES = {
  Uppy: /uppy/i,
  cmdk: /cmdk-/,
  "the upload dialog": /Name for /,
} as const;

/** Bytes of scripts. */
export interface ScriptBytes {
  files: number;
  /** As they came over the line. */
  transferred: number;
  /** As `gzip -9` makes them, each by itself. */
  gzip: number;
}

export interface JavaScript {
  /** Everything that comes without anybody doing anything, a while after the page has loaded included. */
  all: ScriptBytes;
  framework: ScriptBytes;
  ours: ScriptBytes;
  /** Of all: what came only after the first rows were there. */
  afterRows: ScriptBytes;
  /** Each file of ours, largest first: the names are the build's. */
  files: Record<string, number>;
  /** Features whose code was there without having been asked for. */
  featuresLoaded: string[];
  /** What more came when somebody opened it, one after the other in the same page. */
  onOpening: Record<string, ScriptBytes>;
}

interface Script extends ScriptBytes {
  path: string;
  text: string;
  receivedAt: number;
}

export async function measureJavaScript(stage: Stage, crowd: Crowd): Promise<JavaScript> {
  const { rootMainFiles } = manifestSchema.parse(JSON.parse(readFileSync(".next/build-manifest.json", "utf8")));
  return inPage(stage, crowd, async (seat) => {
    const { page } = seat;
    const scripts = collectScripts(page);
    await openList(seat, crowd);
    const rowsAt = Date.now();
    const atRest = await scripts.settled();
    const [framework, ours] = splitScripts(atRest, rootMainFiles);
    const onOpening: Record<string, ScriptBytes> = {};
    for (const [what, open] of Object.entries({
      "upload dialog": openUploadDialog,
      "details panel": openPanel,
      "delete dialog": openDeleteDialog,
      "command palette": openPalette,
    })) {
      const before = (await scripts.settled()).length;
      await open(page, crowd);
      onOpening[what] = sum((await scripts.settled()).slice(before));
      await page.keyboard.press("Escape");
    }
    return {
      all: sum(atRest),
      framework: sum(framework),
      ours: sum(ours),
      afterRows: sum(atRest.filter(({ receivedAt }) => receivedAt > rowsAt)),
      files: Object.fromEntries(
        ours.toSorted((a, b) => b.gzip - a.gzip).map(({ path, gzip }) => [path.split("/").at(-1) ?? path, gzip]),
      ),
      featuresLoaded: Object.entries(FEATURES).flatMap(([feature, mark]) =>
        atRest.some(({ text }) => mark.test(text)) ? [feature] : [],
      ),
      onOpening,
    };
  });
}

/** @returns those of these files, and the others */
function splitScripts(scripts: readonly Script[], files: readonly string[]): [Script[], Script[]] {
  const isOneOf = ({ path }: Script) => files.some((file) => path.endsWith(file));
  return [scripts.filter((script) => isOneOf(script)), scripts.filter((script) => !isOneOf(script))];
}

/** Every script that the page and its workers ask for. */
function collectScripts(page: Page): { settled(): Promise<Script[]> } {
  const coming: Promise<Script>[] = [];
  page.on("response", (response) => {
    const isScript = (response.headers()["content-type"] ?? "").includes("javascript");
    if (isScript) coming.push(readScript(response));
  });
  return {
    async settled() {
      await page.waitForLoadState("networkidle");
      // Pages that fetch something when they are idle do so within this.
      await page.waitForTimeout(1_500);
      await page.waitForLoadState("networkidle");
      return Promise.all(coming);
    },
  };
}

async function readScript(response: Response): Promise<Script> {
  const receivedAt = Date.now();
  const body = await response.body();
  const { responseBodySize } = await response.request().sizes();
  return {
    path: new URL(response.url()).pathname,
    text: body.toString("utf8"),
    receivedAt,
    files: 1,
    transferred: responseBodySize,
    gzip: gzipSync(body, { level: 9 }).length,
  };
}

function sum(scripts: readonly ScriptBytes[]): ScriptBytes {
  return {
    files: scripts.length,
    transferred: scripts.reduce((bytes, script) => bytes + script.transferred, 0),
    gzip: scripts.reduce((bytes, script) => bytes + script.gzip, 0),
  };
}
