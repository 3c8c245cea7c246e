"use client";

import { FileSignature, Plus } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { exactTime } from "@/components/ui/time";
import type { AgreementVersion } from "@/lib/agreements/queries";
import { AGREEMENT_KINDS, AGREEMENT_WORDS, type AgreementKind } from "@/lib/agreements/schemas";

type Props = {
  versions: readonly AgreementVersion[];
  mayPublish: boolean;
  /** Ids of versions that the person who looks has still to accept. */
  pending: readonly string[];
};

/** [SEC-08] Each agreement with its versions, the newest first. */
export function AgreementSections({ versions, mayPublish, pending }: Props) {
  return (
    <div className="flex flex-col gap-6">
      {AGREEMENT_KINDS.map((kind) => (
        <Section key={kind} kind={kind} versions={versions.filter((one) => one.kind === kind)} mayPublish={mayPublish} pending={pending} />
      ))}
    </div>
  );
}

function Section({ kind, versions, mayPublish, pending }: Props & { kind: AgreementKind }) {
  const words = AGREEMENT_WORDS[kind];
  const publish = mayPublish ? (
    <Button asChild size="sm">
      <Link href={`/settings/agreements?publish=${kind}`} scroll={false}>
        <Plus aria-hidden /> New version
      </Link>
    </Button>
  ) : null;
  return (
    <section aria-labelledby={`agreement-${kind}`} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <div className="min-w-0">
          <h2 id={`agreement-${kind}`} className="text-lg font-semibold">
            {words.name}
          </h2>
          <p className="text-ink-muted">{words.about}</p>
        </div>
        {versions.length > 0 ? publish : null}
      </div>
      {versions.length === 0 ? (
        <div className="rounded-md border border-line bg-surface">
          <EmptyState icon={FileSignature} title="None is recorded yet" action={publish}>
            Record the text that is in force, so that it is known who accepted which version, and when.
          </EmptyState>
        </div>
      ) : (
        <ol className="rounded-md border border-line bg-surface">
          {versions.map((one) => (
            <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
              <Link
                href={`/settings/agreements?open=${one.id}`}
                scroll={false}
                data-row-link={one.id}
                className="font-medium text-accent underline underline-offset-2 wrap-long"
              >
                Version {one.version}: {one.title}
              </Link>
              <span className="text-ink-muted">
                {exactTime(one.published)}, by <bdi>{one.by}</bdi>
              </span>
              <span className="ms-auto flex flex-wrap items-center gap-2">
                {one.current ? <Badge tone="info">Current</Badge> : null}
                {one.material ? <Badge>Material change</Badge> : null}
                {pending.includes(one.id) ? <Badge tone="warn">To be accepted</Badge> : null}
                <span className="text-ink-muted">{one.accepted === 0 ? "Not accepted" : `Accepted by ${one.accepted}`}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
