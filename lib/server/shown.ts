import "server-only";
import { visibleText } from "@/lib/utils/visible-text";

/** Texts that may have several lines. */
const WITH_LINES = new Set(["description", "failureReason", "help", "message", "summary", "text", "warning"]);

/** What the browser sends back as it is. */
const SENT_BACK = new Set(["value", "keepOneOf"]);

/**
 * What a provider tells, as the browser gets it: no text in it can hide, reorder what stands beside it, or break out of its line,
 * wherever it is put: a row, a toast, a title, a table to download, a command to paste. This is the one place where that is seen to.
 * Ids, instants, digests and URLs hold nothing that would change.
 * @param form values of fields and options are left alone, for they go back to the provider
 */
export function shown<Told extends object>(told: Told, form = false): Told {
  return visibleCopy(told, "", form);
}

/** @param key of the nearest object around, for a list is as what it is the value of */
function visibleCopy<Told extends object>(told: Told, key: string, form: boolean): Told {
  // Not `structuredClone`, which takes as long as the rest: every list comes by here.
  const copy: Told = Array.isArray(told) ? Object.assign([], told) : { ...told };
  for (const [place, one] of Object.entries(copy)) {
    const name = Array.isArray(told) ? key : place;
    if (form && SENT_BACK.has(name)) continue;
    if (typeof one === "string") Reflect.set(copy, place, visibleText(one, WITH_LINES.has(name) ? "keep" : "show"));
    else if (typeof one === "object" && one !== null) Reflect.set(copy, place, visibleCopy(one, name, form));
  }
  return copy;
}
