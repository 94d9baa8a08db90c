import * as z from "zod/mini";

/**
 * An address that an API names and people may follow: of the web, and with no user or password, which would make `https://known.example@…` of
 * another host.
 */
export const webAddressSchema = z.url({ protocol: /^https?$/, abort: true }).check(z.refine(hasNobodyInIt));

function hasNobodyInIt(address: string): boolean {
  const { username, password } = new URL(address);
  return username === "" && password === "";
}
