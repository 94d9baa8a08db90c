import { CYCLE_HUB, startCycleFake } from "@/e2e/support/fakes/cycle/cycle-fake";
import { describeProvider } from "@/lib/server/providers/conformance";
import { cycleProvider } from "./provider";

describeProvider("Cycle", async () => {
  const fake = await startCycleFake();
  return {
    fake,
    kindAt: (apiUrl) => cycleProvider({ apiUrl }),
    settings: { hub: CYCLE_HUB },
    addImage: (user, name) => fake.addImage(user, name),
    uploadValues: () => null,
  };
});
