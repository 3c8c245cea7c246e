/** Shapes that stay apart without colour, at 12 px. */
export const SHAPES = ["ring", "dot", "half", "clock", "check", "cross", "triangle", "diamond", "dash", "arrow", "square"] as const;
export type Shape = (typeof SHAPES)[number];

const paths: Record<Shape, React.ReactNode> = {
  ring: <circle cx="6" cy="6" r="4.25" fill="none" strokeWidth="1.5" stroke="currentColor" />,
  dot: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" strokeWidth="1.5" stroke="currentColor" />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
    </>
  ),
  clock: (
    <>
      <circle cx="6" cy="6" r="4.75" fill="none" strokeWidth="1.5" stroke="currentColor" />
      <path d="M6 3.5V6l1.75 1.25" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  check: (
    <path d="m2 6.5 2.75 2.75L10 3.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
  ),
  cross: <path d="m2.75 2.75 6.5 6.5m0-6.5-6.5 6.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  triangle: <path d="M6 1.5 11.25 10.5H.75z" fill="currentColor" strokeLinejoin="round" />,
  diamond: <path d="m6 .75 5.25 5.25L6 11.25.75 6z" fill="currentColor" />,
  dash: <path d="M2.5 6h7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  arrow: (
    <path d="M2 6h7.5M6.5 3l3 3-3 3" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />
  ),
  square: <rect x="1.75" y="1.75" width="8.5" height="8.5" rx="1" fill="currentColor" />,
};

export function StatusShape({ shape }: { shape: Shape }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" className="size-3 shrink-0">
      {paths[shape]}
    </svg>
  );
}
