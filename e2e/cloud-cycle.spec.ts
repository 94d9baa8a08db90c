import type { Locator, Page } from "@playwright/test";
import { expect, test as base } from "./support/clouds";
import { SECRET_MARK } from "./support/fakes/cycle/secrets";
import { chooseAction, imageRow } from "./support/images-page";

/** Every test ends with this: nothing that the browser was answered holds a credential of a source. */
const test = base.extend<{ noCredentials: null }>({
  noCredentials: [
    async ({ page }, use) => {
      const bodies: Promise<string>[] = [];
      page.on("response", (response) => {
        const { pathname } = new URL(response.url());
        // A body that nobody reads to its end, as after a navigation, is none.
        if (!pathname.startsWith("/_next/")) bodies.push(response.text().catch(() => ""));
      });
      await use(null);
      const told = await Promise.all(bodies);
      expect(told.filter((body) => body.includes("nginx")).length).toBeGreaterThan(0);
      expect(told.filter((body) => body.includes(SECRET_MARK))).toEqual([]);
    },
    { auto: true },
  ],
});

function rows(page: Page): Locator {
  return page.getByRole("table", { name: "Images" }).getByRole("row");
}

/** Opens the dialog of one of the connection's own actions. */
async function openAction(page: Page, action: string, title: string): Promise<Locator> {
  await page.getByRole("button", { name: "Create image" }).click();
  await page.getByRole("menuitem", { name: action }).click();
  return page.getByRole("dialog", { name: title });
}

test("Cycle: list images with filter, sort and includes, and get one", async ({ page, clouds, user, signInTo }) => {
  await signInTo(page, "cycle");
  // Newest first; an image without a name is called after its source.
  await expect(rows(page)).toContainText(["Name", "api-3", "web", "nginx-1.29", "nginx-1.28"]);
  await expect(imageRow(page, "api-3")).toContainText("Not imported");

  await chooseAction(page, "nginx-1.29", "View details");
  const details = page.getByRole("complementary", { name: "Details of nginx-1.29" });
  for (const told of ["Docker Hub", "library/nginx:1.29", user, "2 containers", "live"]) {
    await expect(details).toContainText(told);
  }
  await page.getByRole("button", { name: "Close details" }).click();

  await page.getByRole("button", { name: "Source", exact: true }).click();
  await page.getByRole("radio", { name: "nginx", exact: true }).check();
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("Escape");
  const nginx = [...clouds.cycle.hub(user).sources.values()].find(({ name }) => name === "nginx");
  const asked = clouds.cycle.requests.filter((request) => request.user === user).map(({ query }) => query);
  expect(asked.some((query) => query.includes(`filter[source_id]=${nginx?.id}`))).toBe(true);
  expect(asked.some((query) => query.includes("sort=-id"))).toBe(true);

  await page.getByRole("button", { name: "Source: nginx" }).click();
  await page.getByRole("radio", { name: "All sources" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("search").getByRole("button", { name: "Status", exact: true }).click();
  await page.getByRole("checkbox", { name: "Not imported" }).check();
  await expect(rows(page)).toContainText(["Name", "api-3"]);
  await expect(rows(page)).toHaveCount(2);
});

test("Cycle: create an image from a source and follow its import", async ({ page, clouds, user, signInTo }) => {
  await signInTo(page, "cycle");
  const dialog = await openAction(page, "Create from a source", "Create an image from a source");
  await dialog.getByRole("combobox", { name: "Source" }).selectOption({ label: "nginx" });
  await dialog.getByRole("textbox", { name: "Other target" }).fill("nginx:1.30");
  await dialog.getByRole("textbox", { name: "Name" }).fill("nginx-1.30");
  clouds.cycle.hub(user).isHeld = true;
  await dialog.getByRole("button", { name: "Create image" }).click();
  // At first Cycle answers twice that there is no such job.
  const progress = page.getByRole("dialog", { name: "Progress of “Create from a source: nginx-1.30”" });
  await expect(progress.getByRole("list", { name: "Steps" })).toContainText("Image is saving");
  // The job goes on without the dialog, and the list learns of its end.
  await page.keyboard.press("Escape");
  await expect(imageRow(page, "nginx-1.30")).toContainText("Not imported");
  clouds.cycle.settle(user);
  await expect(imageRow(page, "nginx-1.30")).toContainText("Completed");
  await expect(page.getByText("Create from a source: nginx-1.30: done.")).toBeVisible();
});

test("Cycle: create a source and an image's form that offers it", async ({ page, clouds, user, signInTo }) => {
  await signInTo(page, "cycle");
  const dialog = await openAction(page, "New source", "Make a new source");
  await dialog.getByRole("radio", { name: "Dockerfile" }).check();
  await expect(dialog.getByRole("textbox", { name: "Repository URL" })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("mysql of the spring");
  await dialog.getByRole("radio", { name: "Docker Hub" }).check();
  const image = dialog.getByRole("textbox", { name: "Image" });
  await image.fill("mysql:none");
  await dialog.getByRole("button", { name: "Make source" }).click();
  await expect(dialog.getByText("There is no such image.")).toBeVisible();
  await image.fill("mysql:8.4");
  await dialog.getByRole("button", { name: "Make source" }).click();
  await expect(page.getByText("The source mysql of the spring was made. Create an image from it next.")).toBeVisible();
  const made = [...clouds.cycle.hub(user).sources.values()].at(-1);
  expect(made).toMatchObject({ origin: { type: "docker-hub", details: { target: "mysql:8.4" } } });

  const next = await openAction(page, "Create from a source", "Create an image from a source");
  await next.getByRole("combobox", { name: "Source" }).selectOption({ label: "mysql of the spring" });
  await expect(next.getByRole("textbox", { name: "Other target" })).toBeVisible();
});

test("Cycle: an image whose import does not begin is told to be there", async ({ page, signInTo }) => {
  await signInTo(page, "cycle");
  const dialog = await openAction(page, "Create from a source", "Create an image from a source");
  await dialog.getByRole("button", { name: "Create image" }).click();
  await expect(dialog.getByText("Choose one.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Source" }).selectOption({ label: "web" });
  await expect(dialog.getByRole("switch", { name: "Build on disk" })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("fail-import-web");
  await dialog.getByRole("button", { name: "Create image" }).click();
  await expect(page.getByText("its import did not begin: No factory is ready.")).toBeVisible();
  await expect(imageRow(page, "fail-import-web")).toContainText("Not imported");
});

test("Cycle: update an image's name", async ({ page, signInTo }) => {
  await signInTo(page, "cycle");
  await chooseAction(page, "nginx-1.28", "Rename");
  const dialog = page.getByRole("dialog", { name: "Rename nginx-1.28" });
  const name = dialog.getByRole("textbox", { name: "Name" });
  await expect(name).toHaveValue("nginx-1.28");
  await name.fill("fail-quota-name");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(dialog.getByText("The hub has as many images as its tier allows.")).toBeVisible();
  await name.fill("nginx of the spring");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(imageRow(page, "nginx of the spring")).toContainText("Completed");
});

test("Cycle: delete an image by its job, but not one in use", async ({ page, clouds, user, signInTo }) => {
  const hub = clouds.cycle.hub(user);
  hub.isHeld = true;
  await signInTo(page, "cycle");
  await chooseAction(page, "nginx-1.28", "Delete");
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const states = () => [...hub.images.values()].map(({ wire }) => wire.state.current);
  await expect.poll(states).toContain("deleting");
  clouds.cycle.settle(user);
  expect(states()).toContain("deleted");
  await page.reload();
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  await expect(imageRow(page, "nginx-1.28")).toHaveCount(0);

  await chooseAction(page, "nginx-1.29", "Delete");
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(page.getByText("2 containers use it.")).toBeVisible();
  await page.getByRole("button", { name: "Keep image" }).click();
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
});

test("Cycle: read an image's build log, without the credentials in it", async ({ page, signInTo }) => {
  await signInTo(page, "cycle");
  await chooseAction(page, "web", "View build log");
  const dialog = page.getByRole("dialog", { name: "Build log of web" });
  await expect(dialog).toContainText("Build complete.");
  await expect(dialog).toContainText("NPM_TOKEN=[removed]");
  await page.keyboard.press("Escape");
  await chooseAction(page, "api-3", "View build log");
  await expect(page.getByRole("dialog", { name: "Build log of api-3" })).toContainText("There is no build log");
});

test("Cycle: import an image, and see why an import failed", async ({ page, clouds, user, signInTo }) => {
  clouds.cycle.addImage(user, "fail-broken-nginx", "new");
  await signInTo(page, "cycle");
  await chooseAction(page, "fail-broken-nginx", "Import");
  const failing = page.getByRole("dialog", { name: "Import fail-broken-nginx?" });
  await failing.getByRole("button", { name: "Start import" }).click();
  const failure = page.getByRole("dialog", { name: "Progress of “Import: fail-broken-nginx”" });
  await expect(failure).toBeVisible();
  clouds.cycle.settle(user);
  await expect(failure.getByRole("status")).toHaveText("Failed");
  await expect(failure).toContainText("The registry refused https://registry.example.com/v2/ with 401.");
  await page.keyboard.press("Escape");
  await expect(imageRow(page, "fail-broken-nginx")).toContainText("Failed");

  await chooseAction(page, "api-3", "Import");
  await page.getByRole("button", { name: "Start import" }).click();
  const progress = page.getByRole("dialog", { name: "Progress of “Import: api-3”" });
  await expect(progress).toBeVisible();
  clouds.cycle.settle(user);
  await expect(progress.getByRole("status")).toHaveText("Done");
  await page.keyboard.press("Escape");
  await expect(imageRow(page, "api-3")).toContainText("Completed");
});

test("Cycle: prune the images of sources, knowing which will go", async ({ page, clouds, user, signInTo }) => {
  await signInTo(page, "cycle");
  const dialog = await openAction(page, "Prune images", "Prune images");
  await dialog.getByRole("checkbox", { name: "web" }).check();
  await expect(dialog.getByText("there is nothing to prune")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "nginx" }).check();
  await expect(dialog.getByRole("listitem")).toHaveText(["nginx-1.28 (nginx)"]);
  await dialog.getByRole("button", { name: "Prune 1 image" }).click();
  const progress = page.getByRole("dialog", { name: "Progress of “Prune images”" });
  await expect(progress).toBeVisible();
  clouds.cycle.settle(user);
  await expect(progress.getByRole("status")).toHaveText("Done");
  await page.keyboard.press("Escape");
  await expect(imageRow(page, "nginx-1.28")).toHaveCount(0);
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  const pruned = clouds.cycle.requests.filter(
    (request) => request.user === user && request.path === "/v1/images/tasks",
  );
  expect(pruned).toHaveLength(1);
});

test("Cycle: a wrong hub is told at its field", async ({ page, clouds, user }) => {
  await page.goto(`${clouds.origin}/sign-in`);
  await page.getByRole("radio", { name: "Cycle" }).check();
  await page.getByLabel("API token").fill(user);
  await page.getByLabel("Hub ID").fill("0".repeat(24));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Check the Hub ID")).toBeVisible();
  await page.getByLabel("Hub ID").fill("651586fca6078e98982dbd90");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
});
