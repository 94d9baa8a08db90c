import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Answer, parsed } from "@/e2e/server/support/answer";
import { RunningServer } from "@/e2e/server/support/running-server";
import { Model, type ModelImage, sha256, type Step } from "./model";

const WALKS = Math.ceil(40 * Number(process.env.FUZZ_FACTOR ?? 1));

const idSchema = z.object({ id: z.string() });
const urlSchema = z.object({ url: z.url() });
const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      upload_status: z.string(),
      sha256: z.string().nullable(),
      deleted_at: z.int().optional(),
    }),
  ),
});

let server: RunningServer;
let owners = 0;

beforeAll(async () => {
  server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "0", LOG_LEVEL: "warn" } });
});
afterAll(() => server.dispose());

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    "create",
    "create",
    "part",
    "part",
    "complete",
    "complete",
    "completeWrong",
    "delete",
    "restore",
    "download",
    "get",
  ),
  image: fc.nat({ max: 5 }),
  text: fc.constantFrom("a", "b", "c"),
  isStranger: fc.integer({ min: 0, max: 6 }).map((number) => number === 0),
});

test(
  "whatever an owner and a stranger do in whatever order, the server does as the contract says",
  { timeout: 300_000 },
  async () => {
    let taken = 0;
    const walk = async (steps: readonly Step[]): Promise<void> => {
      const number = owners++;
      const walker = new Walker(
        await server.makeToken(`walker-${number}`),
        await server.makeToken(`stranger-${number}`),
      );
      for (const one of steps) await walker.take(one);
      await walker.compare();
      taken += steps.length;
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: "max" }), walk), {
      numRuns: WALKS,
    });
    console.log(`${taken} steps in ${WALKS} walks`);
  },
);

class Walker {
  readonly #model = new Model();

  constructor(
    private readonly token: string,
    private readonly stranger: string,
  ) {}

  async take(one: Step): Promise<void> {
    if (one.kind === "create") return this.#create(`disk-${one.text}`);
    const image = this.#model.images[one.image % Math.max(this.#model.images.length, 1)];
    if (image === undefined) return;
    if (one.isStranger) return this.#tryAsStranger(one, image);
    const answer = await this.#ask(this.token, one, image);
    expect(answer.status, `${one.kind} of ${JSON.stringify(image)}: ${answer.text}`).toBe(this.#expected(one, image));
    if (answer.status === 200) await this.#follow(one, image, answer);
  }

  /** What the owner's list says, against the model. */
  async compare(): Promise<void> {
    const { data } = parsed(
      listSchema,
      await server.request(this.token, "GET", "/v2/images?include_deleted=true&limit=200"),
    );
    const told = data.map(({ id, name, upload_status: status, sha256: digest, deleted_at: at }) => ({
      id,
      name,
      status,
      digest,
      isDeleted: at !== undefined,
    }));
    const expected = this.#model.images.map(({ id, name, status, declared, isDeleted }) => ({
      id,
      name,
      status,
      digest: status === "completed" ? declared : null,
      isDeleted,
    }));
    expect(new Set(told)).toEqual(new Set(expected));
    const others = parsed(listSchema, await server.request(this.stranger, "GET", "/v2/images?include_deleted=true"));
    expect(others.data).toEqual([]);
  }

  async #create(name: string): Promise<void> {
    const answer = await server.request(this.token, "POST", "/v2/images", { name });
    expect(answer.status, answer.text).toBe(this.#model.canCreate(name) ? 201 : 409);
    if (answer.status === 201) this.#model.add(parsed(idSchema, answer).id, name);
  }

  async #tryAsStranger(one: Step, image: ModelImage): Promise<void> {
    const answer = await this.#ask(this.stranger, one, image);
    expect(answer.status, `${one.kind} by a stranger: ${answer.text}`).toBe(404);
  }

  #ask(token: string, { kind, text }: Step, { id, bytes }: ModelImage): Promise<Answer> {
    const path = `/v2/images/${id}`;
    switch (kind) {
      case "part":
        return server.request(token, "POST", `${path}/parts`, { part_id: 1 });
      case "complete":
        return server.request(token, "POST", `${path}/complete`, { sha256: sha256(bytes ?? "") });
      case "completeWrong":
        return server.request(token, "POST", `${path}/complete`, { sha256: sha256(`not ${text}`) });
      case "delete":
        return server.request(token, "DELETE", path);
      case "restore":
        return server.request(token, "POST", `${path}/restore`);
      case "download":
        return server.request(token, "GET", `${path}/download`);
      default:
        return server.request(token, "GET", path);
    }
  }

  #expected({ kind, text }: Step, image: ModelImage): number {
    switch (kind) {
      case "part":
        return this.#model.part(image, `bytes ${text}`);
      case "complete":
        return this.#model.complete(image, sha256(image.bytes ?? ""));
      case "completeWrong":
        return this.#model.complete(image, sha256(`not ${text}`));
      case "delete":
        return this.#model.delete(image);
      case "restore":
        return this.#model.restore(image);
      case "download":
        return this.#model.download(image);
      default:
        return this.#model.get(image);
    }
  }

  /** A link is used; what it gives, and what it changes, is as the model has it. */
  async #follow({ kind }: Step, image: ModelImage, answer: Answer): Promise<void> {
    if (kind === "part") {
      const put = await fetch(parsed(urlSchema, answer).url, { method: "PUT", body: image.bytes });
      expect(put.status, await put.text()).toBe(200);
    }
    if (kind === "download") {
      const got = await fetch(parsed(urlSchema, answer).url);
      expect(await got.text()).toBe(image.bytes);
    }
  }
}
