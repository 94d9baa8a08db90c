import type { Metadata } from "next";
import Link from "next/link";
import { PlainPage } from "@/components/layout/plain-page";
import { SignInView } from "@/components/layout/sign-in-view";
import { connectionIdSchema } from "@/lib/contract/connection-id";
import { currentSession } from "@/lib/server/session/current-session";
import { signInText } from "@/lib/text/sign-in-text";
import { providerOf } from "@/lib/utils/provider-of";

export const metadata: Metadata = { title: signInText.title };

interface SignInPageProps {
  searchParams: Promise<Record<"return" | "provider" | "add", string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { return: way, provider, add } = await searchParams;
  const session = await currentSession();
  const returnPath = typeof way === "string" ? way : null;
  // As in `/linode-2/images`: who follows a link signs in to what it is about.
  const wanted = connectionIdSchema.safeParse(returnPath?.split(/[/?#]/)[1]).data ?? null;
  const isAdding = add !== undefined && session.connections.length > 0;
  return (
    <PlainPage title={isAdding ? signInText.add.title : signInText.title}>
      <SignInView
        session={session}
        asked={typeof provider === "string" ? provider : wanted && providerOf(wanted)}
        wanted={wanted}
        returnPath={returnPath}
      />
      {isAdding && (
        <Link href="/" className="rounded-md text-ink-muted underline-offset-4 hover:text-ink hover:underline">
          {signInText.add.back}
        </Link>
      )}
    </PlainPage>
  );
}
