import { mkdir } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { serveForTest } from "@/lib/utils/serve-for-test";
import { startSfcomputeFake } from "./support/fakes/sfcompute/sfcompute-fake";
import { chooseFiles, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { freePort, StartCommand } from "./support/start-command";

// What pages may not do. Tests of everything else fail when a page did any of it: see `watched-browser`.

/** What somebody tries who can write to the page, and what must not have come of it. */
const ATTEMPTS: Record<string, () => boolean | Promise<boolean>> = {
  "a script that is put into the page": () => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'smuggled'";
    document.body.append(script);
    return document.title === "smuggled";
  },
  "a script from elsewhere": () => {
    const script = document.createElement("script");
    script.src = "https://evil.example/a.js";
    return script.src !== "";
  },
  "a script of this server that is none of the build's": () => {
    const script = document.createElement("script");
    script.src = "/objects/an-image";
    return script.src !== "";
  },
  "markup with a handler": () => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title = 'smuggled'\">");
    return document.querySelector("img[src=x]") !== null;
  },
  "a frame with a page of its own": () => {
    document.createElement("iframe").srcdoc = "<p>smuggled</p>";
    return true;
  },
  // Later, for what a test asks of the page itself may evaluate.
  "text that is evaluated": () =>
    new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.construct(Function, ["return true"])());
        } catch {
          resolve(false);
        }
      });
    }),
  "a worker made of text": () => {
    const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));
    return worker instanceof Worker;
  },
  "another policy": () => {
    const factory: unknown = Reflect.get(globalThis, "trustedTypes");
    Reflect.get(Object(factory), "createPolicy").call(factory, "mine", {});
    return true;
  },
};

for (const [what, attempt] of Object.entries(ATTEMPTS)) {
  test(`${what} does not come to anything`, async ({ page }) => {
    await page.goto("/sign-in");
    const outcome = await page.evaluate(attempt).catch((error: unknown) => String(error));
    if (outcome !== false) expect(outcome).toMatch(/Trusted|Content Security Policy/);
    await expect(page).not.toHaveTitle("smuggled");
  });
}

test("a style that is put into the page is not applied", async ({ page }) => {
  await page.goto("/sign-in");
  const color = await page.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "h1 { color: rgb(1, 2, 3) }";
    document.head.append(style);
    document.querySelector("h1")?.setAttribute("style", "color: rgb(1, 2, 3)");
    return getComputedStyle(document.querySelector("h1") ?? document.body).color;
  });
  expect(color).not.toBe("rgb(1, 2, 3)");
});

test("pages are not shown inside of others", async ({ page, baseURL }) => {
  const elsewhere = await serveForTest((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(`<iframe src="${baseURL}/sign-in"></iframe>`);
  });
  await page.goto(elsewhere.url.href);
  await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
  await elsewhere.close();
});

test("where the API names an address that is not allowed, nothing is sent, and it is said", async ({
  page,
}, testInfo) => {
  await mkdir(testInfo.outputPath(), { recursive: true });
  const [fake, port] = await Promise.all([startSfcomputeFake(), freePort()]);
  const origin = `http://127.0.0.1:${port}`;
  const command = new StartCommand({
    PORT: String(port),
    PUBLIC_URL: origin,
    DATA_DIR: testInfo.outputPath("data"),
    SFCOMPUTE_API_URL: fake.url.origin,
    UPLOAD_ORIGINS: "https://storage.example",
  });
  try {
    await command.printed(/is ready/);
    const data = { provider: "sfcompute", token: "user-a" };
    expect((await page.request.post(`${origin}/api/session`, { headers: { origin }, data })).status()).toBe(201);
    await page.goto(`${origin}/sfcompute/images`);
    const file = await writeRandomFile(testInfo.outputPath("disk.img"), 100_000);
    const dialog = await chooseFiles(page, [file.path]);
    await dialog.getByRole("textbox", { name: "Name for" }).fill("disk");
    await dialog.getByRole("button", { name: "Start upload" }).click();
    await expect(trayItem(page, "disk")).toContainText(
      `The API named an upload address that is not allowed: ${fake.storage.url.origin}. Your administrator can allow it with UPLOAD_ORIGINS.`,
    );
    expect(await refusedByWorkers(page, fake.storage.url.origin)).toEqual(["connect-src"]);
    expect(fake.storage.seen()).toEqual([]);
  } finally {
    await command.stop("SIGKILL");
    await fake.close();
  }
});

/** By which directives those workers of the page that send files may not connect to an address, had somebody else written their code. */
async function refusedByWorkers(page: Page, address: string): Promise<string[]> {
  const sending = page.workers().filter((worker) => worker.url().includes("worker"));
  const directives = sending.map((worker) =>
    worker.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          globalThis.addEventListener("securitypolicyviolation", (event) => {
            if ("effectiveDirective" in event) resolve(event.effectiveDirective);
          });
          fetch(url, { method: "PUT", body: "bytes" }).then(
            () => resolve("none"),
            () => undefined,
          );
        }),
      address,
    ),
  );
  return [...new Set(await Promise.all(directives))];
}
