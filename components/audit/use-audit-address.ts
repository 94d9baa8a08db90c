"use client";

import { parseAsString, parseAsStringLiteral, throttle, useQueryStates, type inferParserType } from "nuqs";
import { auditActionSchema } from "@/lib/contract/audit";

/** Between two changes of the address while somebody types, in ms. */
const TYPING_MS = 400;

const auditAddress = {
  actor: parseAsString.withDefault(""),
  action: parseAsStringLiteral(auditActionSchema.options),
  image: parseAsString.withDefault(""),
};

export type AuditAddress = inferParserType<typeof auditAddress>;

export const NO_AUDIT_WISHES: AuditAddress = { actor: "", action: null, image: "" };

/** Which entries are asked for, as the address says, and the way to ask for others. */
export function useAuditAddress(): [AuditAddress, (changes: Partial<AuditAddress>) => void] {
  const [address, setAddress] = useQueryStates(auditAddress, { history: "replace" });
  return [address, (changes) => void setAddress(changes, { limitUrlUpdates: throttle(TYPING_MS) })];
}
