import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuditView } from "@/components/audit/audit-view";
import { currentConnection } from "@/lib/server/session/current-session";
import { auditText } from "@/lib/text/audit-text";
import { auditPath } from "@/lib/utils/paths";
import { queryOf } from "@/lib/utils/query-of";

export const metadata: Metadata = { title: auditText.title };

interface AuditPageProps {
  params: Promise<{ connection: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const { connection } = await params;
  if ((await currentConnection(connection)) === null) {
    const wayBack = auditPath(connection) + queryOf(await searchParams);
    redirect(`/sign-in?return=${encodeURIComponent(wayBack)}`);
  }
  return <AuditView />;
}
