import { PRODUCT } from "./plain-page-text";

/** Texts of what stands around the pages: top bar, sign-in, errors of requests. */
export const layoutText = {
  product: PRODUCT,
  description: "Upload, watch and hand out machine images.",
  skipToContent: "Skip to content",
  images: "Images",
  image: "Image",
  audit: "Audit trail",
  account: {
    signedInAs: (name: string) => `Signed in as ${name}`,
    role: (role: string) => `Role: ${role}`,
    /** Two sentences in one line. */
    both: (first: string, second: string) => `${first}. ${second}`,
  },
  connections: {
    button: (name: string) => `Connection: ${name}`,
    menu: "Connections",
    current: "this page",
    all: "All images",
    add: "Add connection",
    goTo: (name: string) => `Go to ${name}`,
    goToAll: "Go to the images of all connections",
  },
  theme: {
    menu: "Theme",
    system: "System",
    light: "Light",
    dark: "Dark",
  },
  errors: {
    network: (message: string) => `${message} Check the network and try again.`,
    unknown: "Something in this page failed. Reload it and try again.",
    signInAgain: "Sign in again",
    tryAgain: "Try again",
    notAToken: "This cannot be a token.",
    withRequest: (message: string, requestId: string) => `${message} Request ${requestId}.`,
  },
} as const;
