import type { ReactNode } from "react";
import { toneStyle } from "./badge";
import { cn } from "./cn";
import { statusLook, type StatusKind, type StatusLook } from "./status-map";
import { StatusShape } from "./status-shape";

type Props = { className?: string; /** Said after the word, e.g. "by text". */ detail?: ReactNode } & (
  | { kind: StatusKind; value: string; look?: undefined }
  | { look: StatusLook; kind?: undefined; value?: undefined }
);

/** A state as word, shape and colour. */
export function Status({ className, detail, ...props }: Props) {
  const { word, shape, tone } = props.look ?? statusLook(props.kind, props.value);
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1.5 rounded-sm px-1.5 text-sm font-medium whitespace-nowrap",
        toneStyle({ tone }),
        className,
      )}
    >
      <StatusShape shape={shape} />
      {word}
      {detail ? <span className="font-normal">{detail}</span> : null}
    </span>
  );
}
