import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { detailsText } from "@/lib/text/details-text";
import type { ShownImage } from "./use-image";

interface ImageStatesProps {
  imageId: string;
  shown: ShownImage;
  /** The heading of the place when there is no image to name it. */
  heading: "h1" | "h2";
  /** What leads away from an image that is not there. */
  wayBack: ReactNode;
}

/** Stands where an image would be: while it comes, when it is gone, and above it when its newest state cannot be had. */
export function ImageStates({ imageId, shown, heading, wayBack }: ImageStatesProps): ReactNode {
  const { image, isGone, goneReason, error, isFetching, refetch } = shown;
  if (isGone) {
    const { title, why, asked } = detailsText.gone;
    return (
      <EmptyState icon={SearchX} title={title} heading={heading} actions={wayBack}>
        <p>
          {goneReason ?? why} {asked} <code className="font-mono text-xs wrap-anywhere">{imageId}</code>.
        </p>
      </EmptyState>
    );
  }
  if (error !== null) {
    return (
      <RequestError
        title={image === undefined ? detailsText.notLoaded : detailsText.notUpdated}
        error={error}
        onRetry={refetch}
        retrying={isFetching}
        className="mb-4"
      />
    );
  }
  if (image !== undefined) return null;
  return (
    <div className="appear-late space-y-4" aria-busy>
      <p className="sr-only">{detailsText.loading}</p>
      <Skeleton className="h-6 w-64 max-w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
