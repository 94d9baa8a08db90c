"use client";

import { useMemo, useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { Check, Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { copyText } from "@/components/ui/copy-text";
import { saveTextFile } from "@/components/ui/save-text-file";
import { bulkText } from "@/lib/text/bulk-text";
import { linksAsCsv, linksAsJson, linksAsLines, linksAsManifest, type ImageLink } from "./link-formats";

const text = bulkText.links;

const formats = {
  lines: { write: linksAsLines, file: "image-links.txt", type: "text/plain;charset=utf-8" },
  json: { write: linksAsJson, file: "image-links.json", type: "application/json" },
  csv: { write: linksAsCsv, file: "image-links.csv", type: "text/csv;charset=utf-8" },
  // The usual name, to which a browser would add an ending if it took it for text.
  manifest: { write: linksAsManifest, file: "SHA256SUMS", type: "application/octet-stream" },
} as const;
type Format = keyof typeof formats;
const FORMATS = ["lines", "json", "csv", "manifest"] as const satisfies readonly Format[];

/** Lines of the preview: enough to see what one gets, and quick to draw. */
const PREVIEW_LINES = 60;

/** Links as text in a format of one's choice, to be copied or saved. */
export function LinksTextView({ links }: { links: readonly ImageLink[] }): ReactNode {
  const [format, setFormat] = useState<Format>("lines");
  const [copy, setCopy] = useState<"none" | "copied" | "refused">("none");
  const area = useRef<HTMLTextAreaElement>(null);
  const { write, file, type } = formats[format];
  const written = useMemo(() => write(links), [write, links]);
  const preview = useMemo(() => cut(written), [written]);

  const choose = (chosen: Format) => {
    setFormat(chosen);
    setCopy("none");
  };
  const copyAll = async () => {
    const { copied } = await copyText(written);
    // Selected at once where a person has to copy by hand.
    flushSync(() => setCopy(copied ? "copied" : "refused"));
    if (copied) return;
    // Not every browser gives a field the focus with its selection.
    area.current?.focus();
    area.current?.select();
  };
  return (
    <div className="space-y-3">
      <fieldset>
        <legend className="sr-only">{text.format}</legend>
        <div className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-md bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--color-line)]">
          {FORMATS.map((choice) => (
            <label
              key={choice}
              className="relative flex h-7 cursor-pointer items-center rounded-sm px-2.5 text-xs font-medium text-ink-muted transition-colors hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-[inset_0_0_0_1px_var(--color-line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
            >
              <input
                type="radio"
                name="link-format"
                checked={choice === format}
                onChange={() => choose(choice)}
                className="sr-only"
              />
              {text.formats[choice]}
            </label>
          ))}
        </div>
        <p className="mt-1.5 text-xs text-ink-muted">{text.hints[format]}</p>
      </fieldset>
      {copy === "refused" && <Callout tone="warning">{text.refused}</Callout>}
      <div className="overflow-clip rounded-lg bg-sunken shadow-[inset_0_0_0_1px_var(--color-line)] focus-within:shadow-[inset_0_0_0_1px_var(--color-ink-faint)]">
        <textarea
          ref={area}
          readOnly
          aria-label={text.preview}
          wrap="off"
          rows={7}
          spellCheck={false}
          value={copy === "refused" ? written : preview.text}
          className="block w-full resize-none bg-transparent p-3 font-mono text-xs outline-none"
        />
        {preview.linesLeft > 0 && copy !== "refused" && (
          <p className="border-t border-line px-3 py-1.5 text-xs text-ink-muted">
            {text.previewCut(preview.linesLeft)}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" onClick={() => void copyAll()}>
          {copy === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {text.copy}
        </Button>
        <Button onClick={() => saveTextFile(file, type, written)}>
          <Download aria-hidden />
          {text.save}
        </Button>
        <output className="text-xs text-ink-muted">{copy === "copied" && text.copied(links.length)}</output>
      </div>
    </div>
  );
}

function cut(written: string): { text: string; linesLeft: number } {
  const lines = written.split("\n");
  // The last one ends with a line break, so that nothing follows it.
  const linesLeft = Math.max(0, lines.length - 1 - PREVIEW_LINES);
  return { text: linesLeft === 0 ? written : lines.slice(0, PREVIEW_LINES).join("\n"), linesLeft };
}
