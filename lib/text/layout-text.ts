/** Texts of what stands around the pages: top bar, sign-in, errors. */
export const layoutText = {
  product: "Images Dashboard",
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
  pageFailed: {
    title: "This page failed",
    reload: "Load it again. Uploads that were under way go on after that.",
    uploadsGoOn: "Uploads in this tab go on. Try again.",
    uploadsGoOnWithNumber: "Uploads in this tab go on. Try again; if it stays so, give the operator the number below.",
    unchecked: {
      title: "Your sign-in cannot be checked",
      body: "The server's database does not answer at the moment. You stay signed in, and uploads in this tab go on. Try again in a moment.",
    },
  },
  notFound: {
    title: "There is no such page",
    metaTitle: "Page not found",
    body: "The address may be mistyped, or it belongs to a provider that is not set up here.",
    home: "Go to the images",
  },
} as const;
