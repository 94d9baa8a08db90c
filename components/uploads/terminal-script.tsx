"use client";

import { Copy, Download } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { tellCopyResult } from "@/components/ui/copy-toasts";
import { FieldError, Input } from "@/components/ui/field";
import { saveTextFile } from "@/components/ui/save-text-file";
import { proposeImageName } from "@/lib/contract/image-name";
import type { Connection } from "@/lib/contract/session";
import { uiText } from "@/lib/text/ui-text";
import { uploadDialogText } from "@/lib/text/upload-dialog-text";
import { imageNameProblems } from "@/lib/upload/checks";
import { terminalUploadScript } from "@/lib/utils/terminal-upload-script";
import type { Draft } from "./drafts";

const text = uploadDialogText.terminal;

interface TerminalScriptProps {
  connection: Pick<Connection, "apiUrl" | "naming">;
  taken: ReadonlySet<string>;
  suggestion: Pick<Draft, "file" | "name"> | null;
  onClose: () => void;
}

/** A script for the machine where the file is, made from its path and the image's name. */
export function TerminalScript({ connection, taken, suggestion }: TerminalScriptProps): ReactNode {
  const { apiUrl, naming } = connection;
  const id = useId();
  const [filePath, setFilePath] = useState(suggestion?.file.name ?? text.examplePath);
  /** Null while nobody typed one: it then follows the file's. */
  const [typedName, setTypedName] = useState<string | null>(null);

  const name = typedName ?? proposeImageName(filePath, taken, naming);
  const [nameProblem = null] = imageNameProblems([name], taken, naming);
  const pathProblem = filePath.trim() === "" ? text.needsPath : null;
  const problem = pathProblem ?? nameProblem ?? undefined;
  const script = terminalUploadScript({ apiUrl, name, filePath });

  return (
    <div className="space-y-3">
      <p className="text-xs text-pretty text-ink-muted">{text.intro}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <ScriptField
          id={`${id}-path`}
          label={text.path}
          value={filePath}
          problem={pathProblem}
          onChange={setFilePath}
        />
        <ScriptField id={`${id}-name`} label={text.name} value={name} problem={nameProblem} onChange={setTypedName} />
      </div>
      <textarea
        readOnly
        aria-label={text.script}
        rows={9}
        value={script}
        wrap="off"
        className="block w-full resize-none rounded-md bg-sunken p-3 font-mono text-xs text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line)]"
      />
      <div className="flex flex-wrap gap-2">
        <Button
          disabledReason={problem}
          onClick={() => void copyText(script).then((result) => tellCopyResult(result, uiText.copied(text.copied)))}
        >
          <Copy aria-hidden />
          {text.copy}
        </Button>
        <Button disabledReason={problem} onClick={() => saveTextFile(text.fileName, "text/x-shellscript", script)}>
          <Download aria-hidden />
          {text.save}
        </Button>
      </div>
      <ol className="space-y-1.5 text-xs text-ink-muted">
        <li>
          {text.giveToken} <Command>{text.tokenCommand}</Command>
        </li>
        <li>
          {text.runScript} <Command>{text.scriptCommand}</Command>
        </li>
      </ol>
    </div>
  );
}

function Command({ children }: { children: string }): ReactNode {
  return <code className="mt-0.5 block w-fit rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-ink">{children}</code>;
}

interface ScriptFieldProps {
  id: string;
  label: string;
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
}

function ScriptField({ id, label, value, problem, onChange }: ScriptFieldProps): ReactNode {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-xs font-medium">
        {label}
      </label>
      <Input
        id={id}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        className="font-mono sm:text-xs"
      />
      <div aria-live="polite">{problem !== null && <FieldError id={`${id}-problem`}>{problem}</FieldError>}</div>
    </div>
  );
}
