import Link from "next/link";
import { Badge } from "@/components/ui/badge";

/** Reminds that nothing here is real, and that time may run ahead; leads to where it is moved. */
export function DemoLink({ clockAhead }: { clockAhead?: string }) {
  return (
    // Read part by part, the boxes of a flex row get a space between them: “Demo , clock”.
    <Link href="/simulator" aria-label={clockAhead ? `Demo, clock ${clockAhead} ahead` : undefined} className="rounded-sm max-sm:hidden">
      <Badge tone={clockAhead ? "info" : "neutral"} className="hover:underline">
        Demo{clockAhead ? <span className="max-lg:sr-only">, clock {clockAhead} ahead</span> : null}
      </Badge>
    </Link>
  );
}
