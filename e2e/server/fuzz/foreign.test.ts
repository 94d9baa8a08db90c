import { afterAll, beforeAll, expect, test } from "vitest";
import { documentedRoutes } from "./routes";
import { openWorld, victimsView, type World } from "./world";

/** As long as an id that the server makes. */
const UNKNOWN_ID = "image_nobodyHasThisIdEver00";

/** Bodies that are right, by the last segment of the path. */
const RIGHT_BODIES: Readonly<Record<string, unknown>> = {
  parts: { part_id: 1, partNumber: 1 },
  complete: { sha256: "a".repeat(64) },
  plan: { sizeBytes: 10 },
};

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.server.dispose());

interface Seen {
  status: number;
  headers: string[];
  text: string;
}

/** An answer without what differs between any two. */
async function seen(method: string, path: string, id: string, headers: Record<string, string>): Promise<Seen> {
  const kind = path.split("/").at(-1) ?? "";
  const right = RIGHT_BODIES[kind];
  const fields = typeof right === "object" && right !== null ? Object.entries(right) : [];
  const known = fields.filter(([name]) => name !== (path.startsWith("/v2") ? "partNumber" : "part_id"));
  const body = method === "POST" && fields.length > 0 ? Object.fromEntries(known) : undefined;
  const answer = await world.server.request(null, method, path.replace(/\{id\}/, id), body, headers);
  const names = [...answer.headers].filter(([name]) => !["date", "x-request-id", "content-length"].includes(name));
  const requestId = answer.headers.get("x-request-id") ?? "none";
  return {
    status: answer.status,
    headers: names.map(([name, value]) => `${name}: ${value}`),
    text: answer.text.replaceAll(id, "ID").replaceAll(requestId, "REQUEST"),
  };
}

test(
  "another owner's image cannot be told from one that there is not, by any route or role",
  { timeout: 120_000 },
  async () => {
    const { server, victim, attackers } = world;
    const { routes } = documentedRoutes(JSON.parse((await server.request(null, "GET", "/v2/openapi.json")).text));
    const before = await victimsView(world);
    const ofImages = routes.filter(({ template }) => template.includes("{id}"));
    const ofDashboard = [
      "GET ",
      "DELETE ",
      "POST /parts",
      "POST /complete",
      "POST /plan",
      "POST /restore",
      "GET /download",
      "GET /log",
    ].map((line) => {
      const [method = "", rest = ""] = line.split(" ");
      return { method, template: `/api/sfcompute/images/{id}${rest}` };
    });
    let compared = 0;
    for (const { token, cookie } of attackers) {
      for (const { method, template } of [...ofImages, ...ofDashboard]) {
        const headers: Record<string, string> = template.startsWith("/v2")
          ? { authorization: `Bearer ${token}` }
          : { cookie, origin: server.url };
        const unknown = await seen(method, template, UNKNOWN_ID, headers);
        expect(unknown.status, `${method} ${template}`).toBeGreaterThanOrEqual(400);
        for (const id of [...victim.images.map((image) => image.id), victim.deletedId]) {
          expect(await seen(method, template, id, headers), `${method} ${template}`).toEqual(unknown);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(150);
    expect(await victimsView(world)).toEqual(before);
  },
);
