import * as z from "zod/mini";

/** Text that is JSON, as what it says: to be piped into the schema of what it should hold. */
export const jsonTextSchema = z.pipe(
  z.string(),
  z.transform((text: string, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: "custom", message: "This is not JSON.", input: text });
      return z.NEVER;
    }
  }),
);
