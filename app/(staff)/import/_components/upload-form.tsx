"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { RadioGroup, RadioOption } from "@/components/ui/radio-group";
import type { ImportKind } from "@/lib/imports/fields";

type Answer = { runId?: string; message?: string };

/** Sends the file as it is, so that the browser and the server never hold it whole; `onProgress` from 0 to 1. */
function send(url: string, file: File, onProgress: (share: number) => void): { answer: Promise<Answer>; abort: () => void } {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer>((resolve) => {
    const lost = { message: "The connection broke while the file was on its way. Nothing was imported. Try again." };
    request.upload.addEventListener("progress", (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0));
    request.addEventListener("error", () => resolve(lost));
    request.addEventListener("abort", () => resolve({}));
    request.addEventListener("load", () => {
      try {
        resolve(JSON.parse(request.responseText) as Answer);
      } catch {
        resolve(lost);
      }
    });
  });
  request.open("POST", url);
  request.setRequestHeader("x-luma-upload", "1");
  request.setRequestHeader("content-type", file.type || "text/csv");
  request.send(file);
  return { answer, abort: () => request.abort() };
}

export function UploadForm({ limitBytes, kind: first = "appointments" }: { limitBytes: number; kind?: ImportKind }) {
  const router = useRouter();
  const [kind, setKind] = useState<string>(first);
  const [errors, setErrors] = useState<SummaryError[]>([]);
  const [share, setShare] = useState<number>();
  const input = useRef<HTMLInputElement>(null);
  const abort = useRef<() => void>(undefined);

  async function upload(event: FormEvent): Promise<void> {
    event.preventDefault();
    const file = input.current?.files?.[0];
    if (!file) return setErrors([{ message: "Choose a file", fieldId: "import-file" }]);
    if (file.size > limitBytes)
      return setErrors([
        { message: `The file is larger than ${limitBytes / 1_000_000} MB. Split it into smaller ones.`, fieldId: "import-file" },
      ]);
    setErrors([]);
    setShare(0);
    const sending = send(`/api/import/upload?${new URLSearchParams({ kind, name: file.name }).toString()}`, file, setShare);
    abort.current = sending.abort;
    const answer = await sending.answer;
    if (answer.runId) return router.push(`/import/${answer.runId}`);
    setShare(undefined);
    setErrors(answer.message ? [{ message: answer.message, fieldId: "import-file" }] : []);
  }

  const busy = share !== undefined;
  return (
    <form onSubmit={(event) => void upload(event)} className="flex max-w-xl flex-col gap-5" noValidate>
      <ErrorSummary errors={errors} />
      <FieldGroup legend="What does the file hold?">
        <RadioGroup value={kind} onValueChange={setKind} disabled={busy} aria-label="What does the file hold?">
          <RadioOption
            value="appointments"
            label="A schedule"
            hint="One row per visit. It may carry the patient's name and phone as well: then one file is enough."
          />
          <RadioOption value="patients" label="Patients" hint="One row per patient, with names, phones and e-mail addresses." />
          <RadioOption
            value="do-not-contact"
            label="A do-not-contact list"
            hint="One row per number or address that gets nothing any more, as it was known to the system you used before."
          />
        </RadioGroup>
      </FieldGroup>
      <Field
        id="import-file"
        label="CSV file"
        hint={`With a header row; up to ${limitBytes / 1_000_000} MB. From Excel: “Save as”, then “CSV UTF-8”.`}
        error={errors[0]?.message}
        required
      >
        {(control) => (
          <Input {...control} ref={input} type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" disabled={busy} className="h-auto py-1" />
        )}
      </Field>
      {busy ? (
        <Progress
          label={share < 1 ? "Uploading" : "Reading the header"}
          value={share}
          max={1}
          detail="Stay on this page until the upload has finished."
        />
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="primary" pending={busy}>
          Upload
        </Button>
        {busy ? <Button onClick={() => abort.current?.()}>Cancel</Button> : null}
      </div>
    </form>
  );
}
