import type { Metadata } from "next";
import Link from "next/link";
import { PlainPage } from "@/components/layout/plain-page";
import { buttonClassName } from "@/components/ui/button";
import { layoutText } from "@/lib/text/layout-text";

export const metadata: Metadata = { title: layoutText.notFound.metaTitle };

export default function NotFound() {
  return (
    <PlainPage title={layoutText.notFound.title}>
      <p className="text-ink-muted">{layoutText.notFound.body}</p>
      <Link href="/" className={buttonClassName()}>
        {layoutText.notFound.home}
      </Link>
    </PlainPage>
  );
}
