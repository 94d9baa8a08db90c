import { runContractSuite } from "./contract/support/run-suite";
import { expect, test } from "./support/fixtures";
import { serverSettings } from "./support/server-settings";

test("the images API keeps its contract, seen from outside", async ({ operatorToken }, testInfo) => {
  const code = await runContractSuite({
    baseUrl: serverSettings().baseUrl,
    token: operatorToken,
    report: process.env.CONTRACT_REPORT ?? testInfo.outputPath("contract.json"),
    hasOwnObjects: true,
  });
  expect(code).toBe(0);
});
