import { startLinodeFake } from "@/e2e/support/fakes/linode/linode-fake";
import { describeProvider } from "@/lib/server/providers/conformance";
import { linodeProvider } from "./provider";
import { toImageId } from "./image-id";

describeProvider("Linode", async () => {
  const fake = await startLinodeFake();
  let seconds = Date.now() / 1000;
  return {
    fake,
    kindAt: (apiUrl) => linodeProvider({ apiUrl }),
    addImage(user, label) {
      const created = new Date(++seconds * 1000).toISOString().slice(0, 19);
      return toImageId(fake.addImage(user, { label, created }).id);
    },
    uploadValues: () => ({ region: "us-iad" }),
  };
});
