import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ImageView } from "@/components/images/details/image-view";
import { currentConnection } from "@/lib/server/session/current-session";
import { layoutText } from "@/lib/text/layout-text";

export const metadata: Metadata = { title: layoutText.image };

interface ImagePageProps {
  params: Promise<{ connection: string; imageId: string }>;
}

export default async function ImagePage({ params }: ImagePageProps) {
  const { connection, imageId } = await params;
  if ((await currentConnection(connection)) === null) {
    redirect(`/sign-in?return=${encodeURIComponent(`/${connection}/images/${imageId}`)}`);
  }
  return <ImageView imageId={imageId} />;
}
