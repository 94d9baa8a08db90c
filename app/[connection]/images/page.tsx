import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ImagesView } from "@/components/images/list/images-view";
import { currentConnection } from "@/lib/server/session/current-session";
import { listText } from "@/lib/text/list-text";
import { imagesPath } from "@/lib/utils/paths";
import { queryOf } from "@/lib/utils/query-of";

export const metadata: Metadata = { title: listText.title };

interface ImagesPageProps {
  params: Promise<{ connection: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImagesPage({ params, searchParams }: ImagesPageProps) {
  const { connection } = await params;
  if ((await currentConnection(connection)) === null) {
    // A link from a colleague says the same after signing in.
    const wayBack = imagesPath(connection) + queryOf(await searchParams);
    redirect(`/sign-in?return=${encodeURIComponent(wayBack)}`);
  }
  return <ImagesView />;
}
