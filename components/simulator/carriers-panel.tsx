"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { CARRIER_MODES, FAILURES, MODE_WORDS, type CarrierMode } from "@/lib/simulator/modes";
import { Panel } from "./panel";
import { useAct } from "./use-act";

const CARRIERS = [
  { carrier: "twilio", name: "Twilio (texts and calls)" },
  { carrier: "resend", name: "Resend (e-mail)" },
] as const;
type Carrier = (typeof CARRIERS)[number]["carrier"];

/** Makes the stand-ins slow, failing or absent, and well again. */
export function CarriersPanel({ modes, codes }: { modes: Record<Carrier, CarrierMode>; codes: Record<Carrier, string> }) {
  return (
    <Panel title="Carriers">
      {CARRIERS.map(({ carrier, name }) => (
        <CarrierChoice
          key={`${carrier} ${modes[carrier]} ${codes[carrier]}`}
          carrier={carrier}
          name={name}
          mode={modes[carrier]}
          code={codes[carrier]}
        />
      ))}
    </Panel>
  );
}

function CarrierChoice({ carrier, name, mode: now, code: codeNow }: { carrier: Carrier; name: string; mode: CarrierMode; code: string }) {
  const [mode, setMode] = useState(now);
  const [code, setCode] = useState(now === "failing" ? codeNow : FAILURES[carrier][0]!.code);
  const { act, pending } = useAct();
  const known = FAILURES[carrier].some((failure) => failure.code === code);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        act({ act: "behave", carrier, mode, code });
      }}
    >
      <Field
        label={
          <span className="flex items-center gap-2">
            {name}
            {now === "well" ? null : <Badge tone="warn">Misbehaving</Badge>}
          </span>
        }
      >
        {(control) => (
          <NativeSelect {...control} value={mode} onChange={(e) => setMode(CARRIER_MODES.find((m) => m === e.target.value) ?? "well")}>
            {CARRIER_MODES.map((one) => (
              <option key={one} value={one}>
                {MODE_WORDS[one]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {mode === "failing" ? (
        <Field label="With">
          {(control) => (
            <NativeSelect {...control} value={code} onChange={(e) => setCode(e.target.value)}>
              {known ? null : <option value={code}>{code}</option>}
              {FAILURES[carrier].map((failure) => (
                <option key={failure.code} value={failure.code}>
                  {failure.label}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={pending || (mode === now && (mode !== "failing" || code === codeNow))}>
          {pending ? "Setting…" : "Set"}
        </Button>
        {now === "well" ? null : (
          <Button size="sm" look="quiet" disabled={pending} onClick={() => act({ act: "behave", carrier, mode: "well" })}>
            Reset
          </Button>
        )}
      </div>
    </form>
  );
}
