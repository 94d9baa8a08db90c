import { chromium, type BrowserContext } from "@playwright/test";

/** A browser with a profile on disk that can be killed as a crash or a power cut does it: with every process it has. */
export class KillableBrowser {
  private constructor(
    /** The profile's own. */
    readonly context: BrowserContext,
    private readonly processId: number,
  ) {}

  /** @param profile a directory, made when it is not there */
  static async start(profile: string, baseURL: string): Promise<KillableBrowser> {
    const executablePath = process.env.BROWSER_PATH;
    const context = await chromium.launchPersistentContext(profile, {
      baseURL,
      args: ["--no-sandbox", "--disable-gpu", "--hide-crash-restore-bubble"],
      ...(executablePath === undefined ? {} : { executablePath }),
    });
    return new KillableBrowser(context, await browserProcessId(context));
  }

  /** SIGKILL to all of it: nothing can be saved any more. */
  async kill(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.context.once("close", () => resolve()));
    // Playwright starts a browser as the leader of a process group, so renderers and helpers die with it.
    process.kill(-this.processId, "SIGKILL");
    await closed;
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

async function browserProcessId(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const processes = (await session?.send("SystemInfo.getProcessInfo"))?.processInfo;
  const id = processes?.find(({ type }) => type === "browser")?.id;
  if (id === undefined) throw new Error("The browser does not tell its process id.");
  return id;
}
