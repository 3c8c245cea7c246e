import { diffWordsWithSpace } from "diff";

/** [TPL-03] What is different between two texts, word by word: taken out is struck through, put in is underlined, each with a word for screen readers. */
export function TextDiff({ before, after, language }: { before: string; after: string; language: string }) {
  const parts = diffWordsWithSpace(before, after);
  if (!parts.some((part) => part.added || part.removed)) return <p className="text-sm text-ink-muted">These words are the same.</p>;
  return (
    <p dir="auto" lang={language} data-testid="text-diff" className="w-full rounded-md bg-sunken p-3 text-sm wrap-long whitespace-pre-wrap">
      {parts.map((part, index) =>
        part.added ? (
          <ins key={index} className="bg-good-soft text-good underline">
            <span className="sr-only">put in: </span>
            {part.value}
          </ins>
        ) : part.removed ? (
          <del key={index} className="bg-bad-soft text-bad line-through">
            <span className="sr-only">taken out: </span>
            {part.value}
          </del>
        ) : (
          <span key={index}>{part.value}</span>
        ),
      )}
    </p>
  );
}
