import { build } from "esbuild";

/** What runs in pages, each script in one piece. */
export interface PageScripts {
  page: string;
  hashWorker: string;
  watch: string;
  watchList: string;
}

export async function bundlePage(): Promise<PageScripts> {
  return {
    page: await bundle("bench/pages/page.ts"),
    hashWorker: await bundle("bench/pages/hash.worker.ts"),
    watch: await bundle("bench/pages/watch.ts"),
    watchList: await bundle("bench/pages/watch-list.ts"),
  };
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry} made no script.`);
  return file.text;
}
