"use client";

import { useState, type ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

/** A field for a password; what is typed can be looked at. Without JavaScript it is an ordinary password field. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<typeof Input>, "type">) {
  const [shown, setShown] = useState(false);
  return (
    <span className="flex gap-2">
      <Input {...props} type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} className={cn("flex-1", className)} />
      <Button look="quiet" aria-pressed={shown} aria-controls={props.id} onClick={() => setShown(!shown)} className="h-auto">
        {shown ? "Hide" : "Show"}
      </Button>
    </span>
  );
}
