/** What pages say of uploads before there are any: it comes with every page, so it is short. */
export const uploadPageText = {
  dropCurtain: "Drop files to upload them",
  nothingUploaded: "Nothing was uploaded.",
  nowhere: "None of your connections can upload.",
  signInAs: (account: string) => `Sign in as ${account} to go on`,
  signInAsOther: "Sign in with the account that began it to go on",
} as const;
