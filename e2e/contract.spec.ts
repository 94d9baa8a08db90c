import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "./support/fixtures";
import { serverSettings } from "./support/server-settings";

test("the images API keeps its contract, seen from outside", async ({ operatorToken }, testInfo) => {
  const report = process.env.CONTRACT_REPORT ?? testInfo.outputPath("contract.json");
  const suite = spawn(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config=e2e/contract/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    { env: { ...process.env, BASE_URL: serverSettings().baseUrl, IMAGES_TOKEN: operatorToken }, stdio: "inherit" },
  );
  const [code] = await once(suite, "exit");
  expect(code).toBe(0);
});
