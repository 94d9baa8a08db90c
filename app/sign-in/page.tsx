import type { Metadata } from "next";
import { SignInView } from "@/components/layout/sign-in-view";
import { currentSession } from "@/lib/server/session/current-session";
import { signInText } from "@/lib/text/sign-in-text";

export const metadata: Metadata = { title: signInText.title };

interface SignInPageProps {
  searchParams: Promise<{ return?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { return: returnPath } = await searchParams;
  const { providers } = await currentSession();
  return <SignInView providers={providers} returnPath={typeof returnPath === "string" ? returnPath : null} />;
}
