import { startSfcomputeFake } from "@/e2e/support/fakes/sfcompute/sfcompute-fake";
import { describeProvider } from "@/lib/server/providers/conformance";
import { sfcomputeProvider } from "./provider";

describeProvider("SF Compute", async () => {
  const fake = await startSfcomputeFake();
  return {
    fake,
    kindAt: (apiUrl) => sfcomputeProvider({ apiUrl, prefix: "/v2", embedded: false, publicUrl: apiUrl }),
    addImage: async (account, name) => (await fake.addImage({ account, name })).id,
    uploadValues: () => ({}),
  };
});

describeProvider("SF Compute's preview", async () => {
  const fake = await startSfcomputeFake();
  return {
    fake,
    kindAt: (apiUrl) => sfcomputeProvider({ apiUrl, prefix: "/preview/v2", embedded: false, publicUrl: apiUrl }),
    settings: { workspace: "research" },
    addImage: async (account, name) => (await fake.addImage({ account, name, workspace: "research" })).id,
    uploadValues: () => ({}),
  };
});
