import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { environmentOf, fakesOf, SIGN_IN_SETTINGS, startAllFakes, type AllFakes, type Cloud } from "./fakes/all-fakes";
import { uniqueName } from "./random-file";
import { freePort, StartCommand } from "./start-command";
import { expect, test as base } from "./watched-browser";

/** A dashboard whose clouds are fakes. */
export interface Clouds extends AllFakes {
  /** Where the dashboard is. */
  origin: string;
}

/** What a sign-in needs beside the token, where it needs anything. */
export interface SignInOptions {
  /** The test's own user's when left out. */
  token?: string;
  settings?: Record<string, string>;
}

interface WorkerFixtures {
  /** Which of SF Compute's APIs the dashboard speaks to. */
  sfcomputePrefix: "/v2" | "/preview/v2";
  clouds: Clouds;
}

interface TestFixtures {
  /** A user whom no other test knows. The name is the user's token at every cloud, and so is `<name>.<anything>`. */
  user: string;
  /** Signs a page's browser in to a cloud and shows its images. @returns the connection's id */
  signInTo: (page: Page, cloud: Cloud, options?: SignInOptions) => Promise<string>;
  contracts: null;
}

const connectionSchema = z.object({ id: z.string() });

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sfcomputePrefix: ["/v2", { option: true, scope: "worker" }],
  clouds: [
    async ({ sfcomputePrefix }, use) => {
      const directory = await mkdtemp(join(tmpdir(), "images-dashboard-clouds-"));
      const [fakes, port] = await Promise.all([startAllFakes(), freePort()]);
      const origin = `http://127.0.0.1:${port}`;
      const command = new StartCommand({
        PORT: String(port),
        PUBLIC_URL: origin,
        DATA_DIR: directory,
        ...environmentOf(fakes, sfcomputePrefix),
      });
      await command.printed(/is ready/);
      await use({ ...fakes, origin });
      await command.stop("SIGKILL");
      await Promise.all(fakesOf(fakes).map((fake) => fake.close()));
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ clouds }, use) => {
    await use(clouds.origin);
  },
  user: async ({}, use) => {
    await use(uniqueName("user"));
  },
  signInTo: async ({ clouds, user, sfcomputePrefix }, use) => {
    await use(async (page, cloud, { token = user, settings = SIGN_IN_SETTINGS[cloud] } = {}) => {
      const workspace = cloud === "sfcompute" && sfcomputePrefix !== "/v2" && { workspace: "research" };
      const answer = await page.request.post(`${clouds.origin}/api/session`, {
        headers: { origin: clouds.origin },
        data: { provider: cloud, token, settings: { ...workspace, ...settings } },
      });
      expect(answer.status(), await answer.text()).toBe(201);
      const { id } = connectionSchema.parse(await answer.json());
      await page.goto(`${clouds.origin}/${id}/images`);
      await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
      return id;
    });
  },
  // Whatever a test does, the fakes and the dashboard keep to the vendors' documents.
  contracts: [
    async ({ clouds }, use) => {
      await use(null);
      expect(fakesOf(clouds).flatMap((fake) => fake.problems())).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
