import { Status } from "@/components/ui/status";
import { cn } from "@/components/ui/cn";
import { COMPONENT_LOOKS } from "./words";

export type ShownComponent = {
  id: string;
  name: string;
  state: string;
  days: readonly { day: string; state: string }[];
  /** The same in words: "3 days with problems since …". */
  history: string;
};

const BARS: Record<string, string> = { ok: "bg-good", degraded: "bg-warn h-4/5", down: "bg-bad h-3/5", none: "bg-line h-2/5" };

/** Every component: how it does now, and a bar for each day; the bars' heights differ too, so that nothing hangs on a colour. */
export function ComponentList({ components }: { components: readonly ShownComponent[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {components.map((component) => (
        <li key={component.id} className="flex flex-col gap-2 p-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium">{component.name}</span>
            <Status look={COMPONENT_LOOKS[component.state]!} />
          </div>
          <div aria-hidden className="flex h-6 items-end gap-px sm:gap-0.5">
            {component.days.map(({ day, state }) => (
              <span key={day} title={day} className={cn("h-full min-w-0 flex-1 rounded-[1px]", BARS[state])} />
            ))}
          </div>
          <p className="text-sm text-ink-muted">{component.history}</p>
        </li>
      ))}
    </ul>
  );
}
