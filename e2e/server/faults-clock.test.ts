import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parsed, refusal, send } from "./support/answer";
import { faketimeLibrary } from "./support/commands";
import { completed, created, expectIntact, sha256 } from "./support/faults";
import { downloaded, ImageClient, imageSchema } from "./support/image-client";
import { MovableClock } from "./support/movable-clock";
import { RunningServer } from "./support/running-server";

const YEAR_AND_MORE = 400;

const library = faketimeLibrary();

describe.skipIf(library === null)("a clock that somebody moves", () => {
  let clock: MovableClock;
  let server: RunningServer;
  let token: string;
  let ada: ImageClient;

  beforeEach(async () => {
    clock = new MovableClock(library ?? "");
    server = await RunningServer.start({ environment: { ...clock.environment, LOG_LEVEL: "warn" } });
    token = await server.makeToken("ada");
    ada = new ImageClient(server.url, token);
  });
  afterEach(async () => {
    await server.dispose();
    clock.dispose();
  });

  test("a start with a clock a year ahead ends no upload and removes nothing that was deleted", async () => {
    const bytes = randomBytes(1000);
    const open = await created(ada, "open");
    expect((await ada.putPart(open, 1, bytes)).status).toBe(200);
    const kept = await completed(ada, "kept");
    const deleted = await completed(ada, "deleted");
    expect((await ada.delete(deleted.id)).status).toBe(200);
    await server.stop();
    clock.moveTo(YEAR_AND_MORE);
    await server.startAgain();
    await expect.poll(() => server.output).toContain("the clock is far ahead");
    expect(parsed(imageSchema, await ada.image(open)).upload_status).toBe("uploading");
    expect((await ada.restore(deleted.id)).status).toBe(200);
    await expectIntact(ada, deleted);
    await expectIntact(ada, kept);
    expect(parsed(imageSchema, await ada.complete(open, sha256(bytes))).upload_status).toBe("completed");
  });

  test("a jump while it runs ends links and sign-ins, which are had anew, and no upload", async () => {
    const bytes = randomBytes(1000);
    const open = await created(ada, "open");
    expect((await ada.putPart(open, 1, randomBytes(9))).status).toBe(200);
    const kept = await completed(ada, "kept");
    const link = await ada.downloadLink(kept.id);
    const cookie = await signIn();
    expect((await listedBy(cookie)).status).toBe(200);

    clock.moveTo(YEAR_AND_MORE);
    expect(refusal(await downloaded(link))).toMatchObject({
      status: 403,
      message: "This link has expired. Ask for a new one.",
    });
    expect((await listedBy(cookie)).status).toBe(401);
    expect((await listedBy(await signIn())).status).toBe(200);
    await expectIntact(ada, kept);
    expect((await ada.putPart(open, 1, bytes)).status).toBe(200);

    clock.moveTo(0);
    expect((await listedBy(await signIn())).status).toBe(200);
    await expectIntact(ada, kept);
    expect(parsed(imageSchema, await ada.complete(open, sha256(bytes))).upload_status).toBe("completed");
    clock.moveTo(-YEAR_AND_MORE);
    await expectIntact(ada, kept);
    await completed(ada, "from-the-past");
  });

  async function signIn(): Promise<string> {
    const data = { provider: "sfcompute", token };
    const answer = await send("POST", `${server.url}/api/session`, data, { Origin: server.url });
    expect(answer.status, answer.text).toBe(201);
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  const listedBy = (cookie: string) => send("GET", `${server.url}/api/sfcompute/images`, undefined, { Cookie: cookie });
});
