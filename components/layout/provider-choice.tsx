import { Check } from "lucide-react";
import type { ReactNode } from "react";
import type { ProviderId } from "@/lib/contract/connection-id";
import type { Session } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";

interface ProviderChoiceProps {
  session: Session;
  value: ProviderId;
  onChange: (provider: ProviderId) => void;
}

/** The providers to choose from, each with what is connected to it already. */
export function ProviderChoice({ session, value, onChange }: ProviderChoiceProps): ReactNode {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{signInText.provider}</legend>
      <div className="grid grid-cols-2 gap-2">
        {session.providers.map(({ id, label }) => (
          <label
            key={id}
            className="group relative flex min-h-14 cursor-pointer flex-col justify-center rounded-lg bg-surface py-2 pr-8 pl-3 shadow-[inset_0_0_0_1px_var(--color-line-strong)] transition-shadow hover:shadow-[inset_0_0_0_1px_var(--color-ink-faint)] has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1.5px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            {/* As large as the card: a circle of 16 px is hard to hit. */}
            <input
              type="radio"
              name="provider"
              value={id}
              checked={id === value}
              onChange={() => onChange(id)}
              aria-label={label}
              className="absolute inset-0 size-full cursor-pointer appearance-none rounded-lg outline-none"
            />
            <span className="truncate font-medium">{label}</span>
            <Connected accounts={accountsOf(session, id)} />
            <span
              aria-hidden
              className="pointer-events-none absolute top-2.5 right-2.5 flex size-4 items-center justify-center rounded-full border border-line-strong text-accent-ink group-has-checked:border-accent group-has-checked:bg-accent"
            >
              <Check className="hidden size-3 stroke-3 group-has-checked:block" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Connected({ accounts }: { accounts: readonly (string | null)[] }): ReactNode {
  if (accounts.length === 0) return null;
  const names = accounts.filter((name) => name !== null);
  return (
    <span className="truncate text-xs text-ink-muted">
      {names.length === 0 ? signInText.connected : signInText.connectedAs(names.join(", "))}
    </span>
  );
}

function accountsOf({ connections }: Session, provider: ProviderId): (string | null)[] {
  return connections.filter((connection) => connection.provider === provider).map(({ account }) => account.name);
}
