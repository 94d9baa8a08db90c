import type { Metadata } from "next";
import Link from "next/link";
import { PlainPage } from "@/components/layout/plain-page";
import { buttonClassName } from "@/components/ui/button";
import { notFoundText } from "@/lib/text/not-found-text";

export const metadata: Metadata = { title: notFoundText.metaTitle };

export default function NotFound() {
  return (
    <PlainPage title={notFoundText.title}>
      <p className="text-ink-muted">{notFoundText.body}</p>
      <Link href="/" className={buttonClassName()}>
        {notFoundText.home}
      </Link>
    </PlainPage>
  );
}
