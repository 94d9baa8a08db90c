/** Texts of the page for addresses that have none. */
export const notFoundText = {
  title: "There is no such page",
  metaTitle: "Page not found",
  body: "The address may be mistyped, or it belongs to a provider that is not set up here.",
  home: "Go to the images",
} as const;
