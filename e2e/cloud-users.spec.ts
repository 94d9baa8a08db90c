import type { Page } from "@playwright/test";
import { z } from "zod";
import { expect, test, type Clouds } from "./support/clouds";
import { fakesOf, SIGN_IN_SETTINGS, type Cloud } from "./support/fakes/all-fakes";
import { imageRow } from "./support/images-page";
import { uniqueName } from "./support/random-file";

const CLOUDS: readonly Cloud[] = ["sfcompute", "linode", "oxide", "cycle"];

/** Each of two users asks so often at once. */
const ROUNDS = 5;

const listSchema = z.object({ images: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Puts an image of this name into a user's part of every cloud. */
async function addImages(clouds: Clouds, user: string, name: string): Promise<void> {
  await clouds.sfcompute.addImage({ account: user, name });
  clouds.linode.addImage(user, { label: name });
  const silo = clouds.oxide.silo(user);
  silo.addImage({ name, projectId: silo.projects[0]?.id ?? "" });
  clouds.cycle.addImage(user, name);
}

/** What a browser gets from the dashboard with its cookies. */
async function listed(page: Page, cloud: Cloud): Promise<z.infer<typeof listSchema>["images"]> {
  const answer = await page.request.get(`/api/${cloud}/images?limit=200`);
  expect(answer.status(), await answer.text()).toBe(200);
  return listSchema.parse(await answer.json()).images;
}

test("two users at once: each sees their own images at every cloud, and no token crosses over", async ({
  browser,
  clouds,
  signInTo,
}) => {
  const people = await Promise.all(
    ["disk-of-one", "disk-of-two"].map(async (name) => {
      const user = uniqueName("user");
      await addImages(clouds, user, name);
      const context = await browser.newContext({ baseURL: clouds.origin });
      return { user, name, token: `${user}.secret`, page: await context.newPage() };
    }),
  );

  await Promise.all(
    people.map(async ({ page, token, name }) => {
      for (const cloud of CLOUDS) {
        await signInTo(page, cloud, { token, settings: SIGN_IN_SETTINGS[cloud] });
        await expect(imageRow(page, name)).toBeVisible();
        for (const other of people) if (other.name !== name) await expect(imageRow(page, other.name)).toHaveCount(0);
      }
    }),
  );

  // The same server answers both, at the same moment.
  await Promise.all(
    people.flatMap(({ page, name }) =>
      CLOUDS.flatMap((cloud) =>
        Array.from({ length: ROUNDS }, async () => {
          const images = await listed(page, cloud);
          const ours = images.filter((image) => people.some((person) => person.name === image.name));
          expect(ours.map((image) => image.name)).toEqual([name]);
          const answer = await page.request.get(`/api/${cloud}/images/${ours[0]?.id ?? ""}`);
          expect(await answer.json()).toMatchObject({ name });
        }),
      ),
    ),
  );

  // An image of the other one is nobody's, also to who knows its id.
  const [one, two] = people;
  if (one === undefined || two === undefined) throw new Error("There are two users.");
  for (const cloud of CLOUDS) {
    const theirs = (await listed(two.page, cloud)).find((image) => image.name === two.name);
    const answer = await one.page.request.get(`/api/${cloud}/images/${theirs?.id ?? ""}`);
    expect(answer.status()).toBe(404);
  }

  const tokens = people.map(({ token }) => token);
  for (const fake of fakesOf(clouds)) {
    const seen = new Set(fake.seen().map(({ token }) => token));
    expect(tokens.every((token) => seen.has(token))).toBe(true);
  }
  for (const { page } of people) {
    const cookies = await page.context().cookies();
    for (const token of tokens) expect(JSON.stringify(cookies)).not.toContain(token);
    await page.context().close();
  }
});
