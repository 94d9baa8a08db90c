import { imageSchema, type Image } from "@/lib/contract/image";
import {
  createdImageSchema,
  partUrlSchema,
  uploadPlanSchema,
  type CompleteImageRequest,
  type CreatedImage,
  type CreateImageInput,
  type PartUrl,
  type PartUrlRequest,
  type UploadPlan,
  type UploadPlanRequest,
} from "@/lib/contract/upload-plan";
import { accountOf, imagePath, imagesPath, type Asker } from "./api";
import { requestJson } from "./request";

// What only uploads ask for. Apart from the rest of the API, for the list's page does without the shapes of plans and forms.

/** Makes an image without bytes and says how to upload them. `conflict` when the name is in use. */
export function createImage(asker: Asker, request: CreateImageInput, signal?: AbortSignal): Promise<CreatedImage> {
  return requestJson(imagesPath(asker), createdImageSchema, {
    method: "POST",
    body: request,
    signal,
    ...accountOf(asker),
  });
}

/** How a file of `sizeBytes` is sent to an image that waits for its bytes. `conflict` when it takes none any more. */
export function planUpload(
  asker: Asker,
  imageId: string,
  request: UploadPlanRequest,
  signal?: AbortSignal,
): Promise<UploadPlan> {
  return requestJson(`${imagePath(asker, imageId)}/plan`, uploadPlanSchema, {
    method: "POST",
    body: request,
    signal,
    ...accountOf(asker),
  });
}

/** A fresh URL that takes one PUT of one part. Ask for a new one for every attempt. */
export function createPartUrl(
  asker: Asker,
  imageId: string,
  request: PartUrlRequest,
  signal?: AbortSignal,
): Promise<PartUrl> {
  return requestJson(`${imagePath(asker, imageId)}/parts`, partUrlSchema, {
    method: "POST",
    body: request,
    signal,
    ...accountOf(asker),
  });
}

/** Says that every part is there. The image that comes back may still be `verifying`. */
export function completeImage(
  asker: Asker,
  imageId: string,
  request: CompleteImageRequest,
  signal?: AbortSignal,
): Promise<Image> {
  return requestJson(`${imagePath(asker, imageId)}/complete`, imageSchema, {
    method: "POST",
    body: request,
    signal,
    ...accountOf(asker),
  });
}
