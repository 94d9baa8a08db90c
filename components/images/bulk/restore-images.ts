import type { QueryClient } from "@tanstack/react-query";
import { errorSentence } from "@/components/layout/describe-error";
import { toast } from "@/components/ui/toast";
import { restoreImage } from "@/lib/client/api";
import { putImagesIn } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";
import { imageActionsText } from "@/lib/text/image-actions-text";
import { ImagesRun } from "./images-run";

/** As many failures are told by name; more would fill the page's corner. */
const NAMED_FAILURES = 3;

/**
 * Takes back the deletion of images and tells the result, on whatever page is open by then. What failed stays told until it is
 * read, with a button that tries again. Never rejects.
 */
export async function restoreImages(queryClient: QueryClient, images: readonly Image[]): Promise<void> {
  const run = new ImagesRun(images, ({ connection, id }) => restoreImage(connection, id));
  await run.start();
  const restored: Image[] = [];
  const failures: { image: Image; error: unknown }[] = [];
  const { state } = run.getSnapshot();
  for (const image of images) {
    const outcome = run.outcomeOf(image);
    if (outcome.kind === "done") restored.push(outcome.value);
    else if (outcome.kind === "failed") failures.push({ image, error: outcome.error });
    else if (state.kind === "halted") failures.push({ image, error: state.error });
  }
  // Also what failed may have changed: somebody else may have restored it.
  for (const connection of new Set(images.map((image) => image.connection))) {
    const own = restored.filter((image) => image.connection === connection);
    void putImagesIn(queryClient, connection, own);
  }
  const [first] = restored;
  if (first !== undefined) {
    toast.success(images.length === 1 ? imageActionsText.restored(first.name) : bulkText.restoredMany(restored.length));
  }
  if (failures.length > 0) tellFailures(queryClient, failures);
}

function tellFailures(queryClient: QueryClient, failures: readonly { image: Image; error: unknown }[]): void {
  const [first] = failures;
  if (first === undefined) return;
  const isOne = failures.length === 1;
  const reasons = failures
    .slice(0, NAMED_FAILURES)
    .map(({ image, error }) => (isOne ? errorSentence(error) : bulkText.reasonOf(image.name, errorSentence(error))));
  const unnamed = failures.length - reasons.length;
  if (unnamed > 0) reasons.push(bulkText.more(unnamed));
  toast.error(isOne ? imageActionsText.notRestored(first.image.name) : bulkText.notRestoredMany(failures.length), {
    description: reasons.join(" "),
    action: {
      label: imageActionsText.tryAgain,
      onClick: () =>
        void restoreImages(
          queryClient,
          failures.map(({ image }) => image),
        ),
    },
  });
}
