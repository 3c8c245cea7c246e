"use client";

import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";

/** Links of an e-mail open beside the simulator, as a mail program would do it. */
const NEW_TAB = '<base target="_blank">';

/** An e-mail as a mail program shows it: no scripts, nothing of this page within its reach. */
export function MailFrame({ title, html, text }: { title: string; html: string; text: string }) {
  const [form, setForm] = useState<"html" | "text">("html");
  return (
    <>
      <div className="px-3 py-2">
        <Segmented
          label="Form"
          value={form}
          onChange={setForm}
          segments={[
            { value: "html", label: "As shown" },
            { value: "text", label: "Plain text" },
          ]}
        />
      </div>
      {form === "html" ? (
        <iframe
          title={`E-mail: ${title}`}
          srcDoc={NEW_TAB + html}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-[60dvh] w-full border-t border-line bg-[white]"
        />
      ) : (
        <pre dir="auto" className="border-t border-line p-3 font-sans wrap-long whitespace-pre-wrap">
          {text}
        </pre>
      )}
    </>
  );
}
