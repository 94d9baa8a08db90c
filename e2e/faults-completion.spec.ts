import type { ProxyAnswer } from "./support/fault-proxy/fault";
import type { FaultyServer } from "./support/faulty-server";
import { expect, expectArrived, startUpload, test } from "./support/fault-fixtures";

const COMPLETE = { method: "POST", path: /\/complete$/ };

const lostAnswers: [string, ProxyAnswer | "cut"][] = [
  ["answered 500", { status: 500 }],
  ["cut off", "cut"],
];

for (const [what, answer] of lostAnswers) {
  test(`a completion that took effect and is ${what} is not asked for again`, async ({ page, server, disk, name }) => {
    const lost = server.pages.inject(COMPLETE, { kind: "lose_answer", answer }, { times: 1 });
    await startUpload(page, disk, name);
    await expectArrived(page, server, name, disk);
    expect(lost.hits).toMatchObject([{ targetStatus: 200 }]);
    expect(await stepsAfterUpload(server, name)).toEqual(["complete", "read"]);
    expect(await server.images.named(name)).toHaveLength(1);
  });
}

test("a completion that did not take effect is asked for again once the status says so", async ({
  page,
  server,
  disk,
  name,
}) => {
  server.pages.inject(COMPLETE, { kind: "answer", answer: { status: 503 } }, { times: 1 });
  await startUpload(page, disk, name);
  await expectArrived(page, server, name, disk);
  expect((await stepsAfterUpload(server, name)).slice(0, 3)).toEqual(["complete", "read", "complete"]);
});

/** What the page asked of the image from its first completion on, several reads in a row said once. */
async function stepsAfterUpload({ pages, images }: FaultyServer, name: string): Promise<string[]> {
  const [image] = await images.named(name);
  const asked = pages.books
    .exchanges({ where: ({ path }) => path.includes(`/images/${image?.id}`) && path.startsWith("/api/") })
    .map(({ method, path }) => (method === "GET" ? "read" : (path.split("/").at(-1) ?? "")));
  const steps = asked.slice(asked.indexOf("complete"));
  return steps.filter((step, index) => step !== "read" || steps[index - 1] !== "read");
}
