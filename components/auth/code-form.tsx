"use client";

import { useActionState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { EMPTY_FORM, errorOf, summaryOf, type FormAction } from "./form-state";

export type CodeKind = "app" | "recovery";

const WORDS: Record<CodeKind, { title: string; label: string; hint: string }> = {
  app: {
    title: "Enter your code",
    label: "Code",
    hint: "The six digits that your authenticator app shows for Luma now.",
  },
  recovery: {
    title: "Use a recovery code",
    label: "Recovery code",
    hint: "One of the codes that you saved when you set up your authenticator, such as k7qd-3mxp-9h2w. It works once.",
  },
};

/** The second half of signing in. Works without JavaScript and with apps that fill in codes. */
export function CodeForm({ kind, action, next, children }: { kind: CodeKind; action: FormAction; next: string; children: ReactNode }) {
  const [state, submit, pending] = useActionState(action, EMPTY_FORM);
  const words = WORDS[kind];
  return (
    <>
      <h1 className="text-xl font-semibold">{words.title}</h1>
      <ErrorSummary errors={summaryOf(state, "sign-in")} />
      <form action={submit} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="with" value={kind} />
        <Field label={words.label} hint={words.hint} id="sign-in-code" error={errorOf(state, "code")} required>
          {(control) => (
            <Input
              {...control}
              name="code"
              autoComplete={kind === "app" ? "one-time-code" : "off"}
              inputMode={kind === "app" ? "numeric" : "text"}
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              className="h-10 font-mono tracking-wider"
            />
          )}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="h-10">
          {pending ? "Checking…" : "Sign in"}
        </Button>
      </form>
      {children}
    </>
  );
}
