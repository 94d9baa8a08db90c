import type { Account } from "@/lib/contract/session";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadView } from "@/lib/upload/upload-view";

/**
 * What is needed before somebody can act for an upload of another account; null when it is this account's, or when it is not
 * known who is signed in.
 */
export function foreignUploadText(upload: Pick<UploadView, "account">, signedInAs: Account | undefined): string | null {
  if (signedInAs === undefined || signedInAs.name === upload.account) return null;
  return upload.account === null ? uploadsText.signInAsOther : uploadsText.signInAs(upload.account);
}
