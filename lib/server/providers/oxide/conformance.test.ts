import { startOxideFake } from "@/e2e/support/fakes/oxide/oxide-fake";
import { describeProvider } from "@/lib/server/providers/conformance";
import { oxideProvider } from "./provider";

describeProvider("Oxide", async () => {
  const fake = await startOxideFake();
  const projectOf = (user: string): string => fake.silo(user).projects[0]?.id ?? "";
  return {
    fake,
    kindAt: (apiUrl) => oxideProvider({ apiUrl, waits: { blockRetriesMs: [0, 0] } }),
    addImage: (user, name) => fake.silo(user).addImage({ name, projectId: projectOf(user) }).id,
    uploadValues: (user) => ({ project: projectOf(user), os: "Debian", version: "12", blockSize: "512" }),
  };
});
