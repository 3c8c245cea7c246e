import { describe, expect, test } from "vitest";
import { visitsMeant } from "./meant";
import type { BoundQuestion } from "./questions";

const now = new Date("2027-03-01T12:00:00Z");
const ask = { ask: true, wholeDay: false };

function question(id: string, over: Partial<BoundQuestion> & { startsAt?: string; localDate?: string } = {}): BoundQuestion {
  const { startsAt = "2027-03-03T15:00:00Z", localDate = startsAt.slice(0, 10), ...rest } = over;
  return {
    id,
    kind: "reminder",
    appointmentId: `visit-${id}`,
    patientId: "rosa",
    messageId: null,
    senderId: null,
    answers: "confirm-cancel",
    language: "en",
    state: "open",
    askedAt: now,
    visit: { startsAt, localDate, facilityId: "f", typeId: null, providerId: null },
    data: {},
    ...rest,
  };
}
const ids = (all: BoundQuestion[]): string[] => all.map((q) => q.id);

describe("which visits an answer may be for", () => {
  const two = [question("a"), question("b", { patientId: "mateo" })];
  test("[REM-20] two open questions: both may be meant; with asking switched off the newest is", () => {
    for (const intent of ["confirm", "cancel", "reschedule", "late", "join-waitlist"] as const) {
      expect(ids(visitsMeant(two, intent, ask, now))).toEqual(["a", "b"]);
      expect(ids(visitsMeant(two, intent, { ...ask, ask: false }, now))).toEqual(["a"]);
    }
  });

  test("[REM-20] a yes is for the open one; a no may take the answered one back, unless that was asked about earlier", () => {
    const answeredLast = [question("a", { state: "answered" }), question("b")];
    expect(ids(visitsMeant(answeredLast, "confirm", ask, now))).toEqual(["b"]);
    expect(ids(visitsMeant(answeredLast, "cancel", ask, now))).toEqual(["a", "b"]);
    const answeredFirst = [question("a"), question("b", { state: "answered" })];
    expect(ids(visitsMeant(answeredFirst, "cancel", ask, now))).toEqual(["a"]);
  });

  test("[REM-15] a visit that is over is offered only where no other was asked about; one that has just begun is", () => {
    const yesterday = question("a", { startsAt: "2027-02-28T15:00:00Z" });
    const justBegun = question("c", { startsAt: "2027-03-01T11:50:00Z" });
    expect(ids(visitsMeant([yesterday, question("b")], "cancel", ask, now))).toEqual(["b"]);
    expect(ids(visitsMeant([yesterday], "cancel", ask, now))).toEqual(["a"]);
    expect(ids(visitsMeant([justBegun, question("b")], "cancel", ask, now))).toEqual(["c", "b"]);
  });

  test("[REM-18] with answers for the whole day, one patient's visits of a day are one choice; another patient's are another", () => {
    const day = [question("a"), question("b"), question("c", { patientId: "mateo" })];
    expect(ids(visitsMeant(day, "confirm", { ...ask, wholeDay: true }, now))).toEqual(["a", "c"]);
    expect(ids(visitsMeant(day.slice(0, 2), "confirm", { ...ask, wholeDay: true }, now))).toEqual(["a"]);
    const answered = [question("a", { state: "answered" }), question("b")];
    expect(ids(visitsMeant(answered, "confirm", { ...ask, wholeDay: true }, now))).toEqual(["b"]);
  });

  test("[REM-20] nothing asked, nothing meant", () => {
    expect(visitsMeant([], "confirm", ask, now)).toEqual([]);
    expect(visitsMeant([question("p", { kind: "pick", appointmentId: null })], "confirm", ask, now)).toEqual([]);
  });
});
