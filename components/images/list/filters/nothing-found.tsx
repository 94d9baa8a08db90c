import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { AllImages } from "@/lib/client/use-all-images";
import { listText } from "@/lib/text/list-text";
import { wishWords } from "./filter-words";
import type { ListAddress } from "@/components/images/list/address/list-address";

const { nothingFound: text } = listText;
const listFormat = new Intl.ListFormat("en");

interface NothingFoundProps {
  address: ListAddress;
  sources: ReadonlyMap<string, string> | null;
  /** Deleted images can be asked for. */
  showsDeleted: boolean;
  all: AllImages;
  onClear: () => void;
}

/** Stands in the table's place when none of the images is what was asked for. */
export function NothingFound({ address, sources, showsDeleted, all, onClear }: NothingFoundProps): ReactNode {
  const wishes = wishWords(address, sources, showsDeleted);
  return (
    <div className="rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <EmptyState
        icon={SearchX}
        title={all.isExact ? text.title : text.titleSoFar}
        actions={<Button onClick={onClear}>{text.clear}</Button>}
      >
        {wishes.length > 0 && <p>{text.asked(listFormat.format(wishes))}</p>}
        {!all.isExact && <p>{all.walk.state === "reading" ? text.soFar : text.notAllRead}</p>}
      </EmptyState>
    </div>
  );
}
