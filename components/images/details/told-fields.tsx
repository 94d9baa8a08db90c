"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Fact, ImageDetails } from "@/lib/contract/image";
import type { Connection } from "@/lib/contract/session";
import { detailsText } from "@/lib/text/details-text";
import { Expiry } from "./expiry";
import { Code, Field } from "./field";
import { Instant } from "./instant";
import { SizeInFull } from "./size-in-full";

const text = detailsText.fields;

interface ToldFieldsProps {
  details: ImageDetails;
  connection: Connection;
}

/** What people gave an image, and what it is made for: as far as its provider tells. */
export function DescribingFields({ details, connection }: ToldFieldsProps): ReactNode {
  const { description, tags, operatingSystem, scope, expiresAt } = details;
  return (
    <>
      {description !== null && description !== "" && (
        <Field name={text.description} isTall>
          <span className="whitespace-pre-line">{description}</span>
        </Field>
      )}
      {tags !== null && tags.length > 0 && (
        <Field name={text.tags}>
          <ul className="flex flex-wrap gap-1">
            {tags.map((tag) => (
              <li key={tag} className="rounded-sm bg-hover px-1.5 text-xs leading-6">
                {tag}
              </li>
            ))}
          </ul>
        </Field>
      )}
      {operatingSystem !== null && (
        <Field name={text.operatingSystem}>
          {[operatingSystem.name, operatingSystem.version].filter((part) => part !== null).join(" ")}
        </Field>
      )}
      {scope !== null && <Field name={connection.scopes?.label ?? text.scope}>{scope.label}</Field>}
      {expiresAt !== null && (
        <Field name={text.expires(connection.label)}>
          <Expiry instant={expiresAt} />
        </Field>
      )}
    </>
  );
}

/** What only one provider tells, in its order. */
export function FactFields({ facts }: { facts: readonly Fact[] }): ReactNode {
  return Object.entries(facts).map(([place, fact]) => (
    <Field key={place} name={fact.label}>
      <FactValue fact={fact} />
    </Field>
  ));
}

function FactValue({ fact: { label, value, kind } }: { fact: Fact }): ReactNode {
  switch (kind) {
    case "text":
      return <span className="whitespace-pre-line">{value}</span>;
    case "code":
      return (
        <>
          <Code>{value}</Code>
          <CopyButton text={value} what={label} label={text.copyFact(label)} />
        </>
      );
    case "bytes":
      return <SizeInFull bytes={Number(value)} />;
    case "instant":
      return <Instant instant={value} />;
    default:
      return kind satisfies never;
  }
}
