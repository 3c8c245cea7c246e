import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The frame of every page around signing in. */
export function AuthCard({ wide, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <main className={cn("mx-auto flex min-h-dvh w-full flex-col justify-center px-4 py-8", wide ? "max-w-lg" : "max-w-sm")}>
      <div className="flex flex-col gap-5 rounded-md border border-line bg-surface p-6">{children}</div>
    </main>
  );
}
