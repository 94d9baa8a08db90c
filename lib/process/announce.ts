import type { Config } from "@/lib/config/config";
import type { ImagesApi } from "@/lib/images-api/images-api";

/** Tells whoever started the server where it is and how to sign in. Not the log: the first token must not be kept there. */
export function announce({ publicUrl }: Config, imagesApi: ImagesApi | null): void {
  const signIn = new URL("/sign-in", publicUrl);
  say(`\nImages Dashboard is ready: ${publicUrl.href}`);
  if (imagesApi !== null && imagesApi.firstAdminToken !== null) {
    say(`This link signs you in as admin. It is shown only now, so keep it:\n`);
    say(`  ${signIn.href}#token=${imagesApi.firstAdminToken}\n`);
    return;
  }
  say(`Sign in: ${signIn.href}`);
  if (imagesApi !== null) say("No token at hand? npm run admin -- token create --help");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
