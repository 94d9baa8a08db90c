import type { Metadata } from "next";
import Link from "next/link";
import { PlainPage } from "@/components/layout/plain-page";
import { buttonClassName } from "@/components/ui/button";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <PlainPage title="There is no such page">
      <p className="text-ink-muted">
        The address may be mistyped, or it belongs to a provider that is not set up here.
      </p>
      <Link href="/" className={buttonClassName()}>
        Go to the images
      </Link>
    </PlainPage>
  );
}
