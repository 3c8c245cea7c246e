"use client";

import { Square, Volume2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { languageName } from "@/lib/i18n/languages";
import type { CallScript } from "@/lib/templates/call-script";

type Props = { text: string; language: string; script: CallScript | null };

/** The browser's voice for a language: its own dialect, else any of the language. */
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const base = language.toLowerCase().split("-")[0] ?? "";
  const voices = window.speechSynthesis.getVoices();
  const of = (voice: SpeechSynthesisVoice): string => voice.lang.toLowerCase().replace("_", "-");
  return voices.find((voice) => of(voice) === language.toLowerCase()) ?? voices.find((voice) => of(voice).split("-")[0] === base);
}

/** [TPL-07] Plays what a call says, and shows the script that the carrier is given, with its waits and pauses. */
export function HearCall({ text, language, script }: Props) {
  const [said, setSaid] = useState<"idle" | "playing" | "no-voice">("idle");
  useEffect(() => {
    // Browsers load their voices once somebody asks for them.
    window.speechSynthesis?.getVoices();
    return () => window.speechSynthesis?.cancel();
  }, []);
  const play = (): void => {
    const voice = "speechSynthesis" in window ? voiceFor(language) : undefined;
    if (!voice) {
      setSaid("no-voice");
      return;
    }
    const speech = new SpeechSynthesisUtterance(text);
    speech.voice = voice;
    speech.lang = voice.lang;
    speech.addEventListener("end", () => setSaid("idle"));
    speech.addEventListener("error", () => setSaid("idle"));
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(speech);
    setSaid("playing");
  };
  const stop = (): void => {
    window.speechSynthesis.cancel();
    setSaid("idle");
  };
  return (
    <div className="flex max-w-md flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {said === "playing" ? (
          <Button size="sm" onClick={stop}>
            <Square aria-hidden /> Stop
          </Button>
        ) : (
          <Button size="sm" onClick={play}>
            <Volume2 aria-hidden /> Hear it
          </Button>
        )}
        <p className="text-sm text-ink-muted">In a voice of your browser; calls use the carrier’s{script ? ` (${script.voice})` : ""}.</p>
      </div>
      <output className="text-sm text-warn empty:hidden">
        {said === "no-voice"
          ? `This browser has no voice that speaks ${languageName(language)}. Another browser or device may have one.`
          : ""}
      </output>
      {script ? (
        <details>
          <summary className="cursor-pointer text-sm">What the carrier is given, with pauses</summary>
          <pre
            dir="ltr"
            className="mt-1 rounded-md bg-sunken p-2 font-mono text-xs wrap-long whitespace-pre-wrap"
            data-testid="call-script"
          >
            {script.lines.join("\n")}
          </pre>
        </details>
      ) : (
        <p className="text-sm text-warn">No voice of the carrier speaks {languageName(language)}: such patients are not called in it.</p>
      )}
    </div>
  );
}
