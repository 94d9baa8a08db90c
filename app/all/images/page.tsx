import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AllImagesView } from "@/components/images/list/all-images-view";
import { currentSession } from "@/lib/server/session/current-session";
import { listText } from "@/lib/text/list-text";
import { ALL_IMAGES_PATH } from "@/lib/utils/paths";
import { queryOf } from "@/lib/utils/query-of";

export const metadata: Metadata = { title: listText.all.title };

interface AllImagesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AllImagesPage({ searchParams }: AllImagesPageProps) {
  if ((await currentSession()).connections.length === 0) {
    const wayBack = ALL_IMAGES_PATH + queryOf(await searchParams);
    redirect(`/sign-in?return=${encodeURIComponent(wayBack)}`);
  }
  return <AllImagesView />;
}
