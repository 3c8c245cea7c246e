"use client";

import { useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { readLogo } from "@/lib/practice/branding/logo-rules";

type Props = {
  name: string;
  logoUrl: string | null;
  mayEdit: boolean;
  save: (input: { logo: string | null }) => Promise<ActionResult<{ logoId: string | null }>>;
};

/** [ADM-02] The logo: shown, replaced, taken away. The file is looked at here first, and again where it is stored. */
export function LogoForm({ name, logoUrl, mayEdit, save }: Props) {
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const send = (logo: string | null, done: string): void =>
    start(async () => {
      const result = await save({ logo });
      setError(result.ok ? undefined : result.message);
      if (result.ok) toast.done(done);
      if (input.current) input.current.value = "";
    });
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = readLogo(bytes);
    if ("problem" in read) return setError(read.problem);
    send(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), "The logo is saved.");
  };
  return (
    <section aria-labelledby="logo-title" className="flex flex-col gap-3">
      <h2 id="logo-title" className="text-lg font-semibold">
        Logo
      </h2>
      {logoUrl ? (
        <div className="flex flex-wrap items-center gap-4">
          {/* oxlint-disable-next-line next/no-img-element -- served as it was uploaded */}
          <img src={logoUrl} alt={`Logo of ${name}`} className="max-h-16 max-w-60 rounded-md border border-line bg-surface p-2" />
          {mayEdit ? (
            <Button disabled={pending} onClick={() => send(null, "The logo is taken away.")}>
              Remove the logo
            </Button>
          ) : null}
        </div>
      ) : (
        <p className="text-ink-muted">None yet: pages and e-mails show the name in words.</p>
      )}
      {mayEdit ? (
        <Field
          label={logoUrl ? "Another logo" : "Upload a logo"}
          hint="PNG or JPEG, up to 300 KB, from 32 to 2,000 pixels each way. It stands on light and on dark ground."
          error={error}
        >
          {(control) => (
            <Input
              {...control}
              ref={input}
              type="file"
              accept="image/png,image/jpeg"
              disabled={pending}
              onChange={(event) => void choose(event.target.files?.[0])}
              className="max-w-md"
            />
          )}
        </Field>
      ) : null}
    </section>
  );
}
