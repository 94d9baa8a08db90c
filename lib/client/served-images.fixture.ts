import type { ServerResponse } from "node:http";
import { QueryClient } from "@tanstack/react-query";
import { vi } from "vitest";
import type { Image } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { imagesQuery, imagesWalkQuery } from "./queries";

export const SCOPE = { connection: "sfcompute", includeDeleted: false, part: null };

/** Of an image that is far below the newest. */
export const FAR = 350;

const START = Date.now();

/** The higher the index the older: one a minute. */
export function image(index: number, status: Image["status"] = "completed"): Image {
  const createdAt = new Date(START - (index + 5) * 60_000).toISOString();
  return imageFixture({ id: `image_${index}`, name: `name-${index}`, status, createdAt });
}

export const idsOf = (list: readonly Image[]) => list.map(({ id }) => id);

/** A connection's 450 images, on a server, and a cache that reads them. */
export class ServedImages {
  images = Array.from({ length: 450 }, (_, index) => image(index));
  /** Paths and queries, since the last look or walk. */
  asked: string[] = [];
  readonly client = new QueryClient();
  #server: TestServer | null = null;

  /** Answers in the server's stead where it says so; given the path and query. */
  refuse: (path: string, response: ServerResponse) => boolean = () => false;

  static async start(): Promise<ServedImages> {
    const stage = new ServedImages();
    const server = await serveForTest((request, response) => stage.#answer(request.url ?? "/", response));
    stage.#server = server;
    vi.stubGlobal("location", { origin: server.url.origin });
    return stage;
  }

  async close(): Promise<void> {
    this.client.clear();
    vi.unstubAllGlobals();
    await this.#server?.close();
  }

  /** What the cache holds. */
  known(): readonly Image[] {
    return this.client.getQueryData(imagesQuery(SCOPE).queryKey)?.images ?? [];
  }

  /** Looks at the newest images, as a poll does. */
  async look(): Promise<void> {
    this.asked = [];
    await this.client.fetchQuery({ ...imagesQuery(SCOPE), retry: false });
  }

  async walk(): Promise<void> {
    this.asked = [];
    await this.client.fetchQuery({ ...imagesWalkQuery(SCOPE), staleTime: 0 });
  }

  async readEverything(): Promise<void> {
    await this.look();
    await this.walk();
  }

  #answer(target: string, response: ServerResponse): void {
    const url = new URL(target, "http://127.0.0.1");
    this.asked.push(`${url.pathname.replace("/api/sfcompute", "")}${url.search}`);
    if (this.refuse(target, response)) return;
    const one = /\/images\/(.+)$/.exec(url.pathname)?.[1];
    const found = one === undefined ? this.#pageOf(url.searchParams) : this.images.find(({ id }) => id === one);
    const missing = { error: { code: "not_found", message: "Gone.", requestId: "r" } };
    response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found ?? missing));
  }

  /** Cursors are ids: the page begins after that image, whatever was added before it. */
  #pageOf(query: URLSearchParams): { images: Image[]; nextCursor: string | null } {
    const start = this.images.findIndex(({ id }) => id === query.get("cursor")) + 1;
    const limit = Number(query.get("limit"));
    const page = this.images.slice(start, start + limit);
    return { images: page, nextCursor: start + limit < this.images.length ? (page.at(-1)?.id ?? null) : null };
  }
}
