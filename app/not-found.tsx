import type { Metadata } from "next";
import { HomeLink } from "@/components/layout/home-link";
import { PlainPage } from "@/components/layout/plain-page";
import { buttonClassName } from "@/components/ui/button";
import { notFoundText } from "@/lib/text/not-found-text";

export const metadata: Metadata = { title: notFoundText.metaTitle };

export default function NotFound() {
  return (
    <PlainPage title={notFoundText.title}>
      <p className="text-ink-muted">{notFoundText.body}</p>
      <HomeLink className={buttonClassName()}>{notFoundText.home}</HomeLink>
    </PlainPage>
  );
}
