import { expect } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormField, FormValues } from "@/lib/contract/form";
import { providerImageSchema, type ProviderImage } from "@/lib/contract/image";
import type { ImageProvider } from "./types";

const WRONG_VALUES: Record<FormField["kind"], FormValues[string]> = {
  text: ["of", "another", "kind"],
  choice: ["of", "another", "kind"],
  choices: true,
  tags: true,
  switch: "perhaps",
};

/** All pages, as the browser would walk through them. */
export async function listed(provider: ImageProvider, scope?: string): Promise<ProviderImage[]> {
  const images: ProviderImage[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, includeDeleted: false, ...(scope !== undefined && { scope }) };
    const page = await provider.list({ ...query, ...(cursor !== undefined && { cursor }) });
    images.push(...page.images.map((image) => providerImageSchema.parse(image)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(images.map(({ id }) => id)).size).toBe(images.length);
  expect(images.map(({ createdAt }) => createdAt)).toEqual(
    images
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .toReversed(),
  );
  return images;
}

/** Not to be found any more, or on its way out. */
export async function isGone(provider: ImageProvider, id: string): Promise<boolean> {
  try {
    return isLeaving(await provider.get(id));
  } catch (error) {
    return error instanceof ApiError && error.code === "not_found";
  }
}

/** Still told of, but deleted or about to be. */
export function isLeaving({ status, deletedAt }: ProviderImage): boolean {
  return status === "deleting" || deletedAt !== null;
}

/** Every field with a value of another kind than it asks for. */
export function wrongValues({ fields }: Form): FormValues {
  return Object.fromEntries(fields.map(({ name, kind }) => [name, WRONG_VALUES[kind]]));
}

/** Refused, and the details name fields that there are. */
export async function expectWrongFields(run: Promise<unknown>, names: readonly string[]): Promise<void> {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  if (!(error instanceof ApiError)) return;
  expect(error.code).toBe("invalid_request");
  expect(error.details?.length).toBeGreaterThan(0);
  for (const { field } of error.details ?? []) expect(names).toContain(field);
}
