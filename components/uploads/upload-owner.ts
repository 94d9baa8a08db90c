import type { Account } from "@/lib/contract/session";
import { uploadPageText as text } from "@/lib/text/upload-page-text";
import type { UploadView } from "@/lib/upload/upload-view";

/**
 * What is needed before somebody can act for an upload of another account; null when it is this account's, or when it is not
 * known who is signed in.
 */
export function foreignUploadText(upload: Pick<UploadView, "account">, signedInAs: Account | undefined): string | null {
  if (signedInAs === undefined || signedInAs.name === upload.account) return null;
  return upload.account === null ? text.signInAsOther : text.signInAs(upload.account);
}
