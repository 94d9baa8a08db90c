import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ImagesView } from "@/components/images/images-view";
import { currentConnection } from "@/lib/server/session/current-session";
import { layoutText } from "@/lib/text/layout-text";

export const metadata: Metadata = { title: layoutText.images };

export default async function ImagesPage({ params }: { params: Promise<{ connection: string }> }) {
  const { connection } = await params;
  if ((await currentConnection(connection)) === null) {
    redirect(`/sign-in?return=${encodeURIComponent(`/${connection}/images`)}`);
  }
  return <ImagesView />;
}
