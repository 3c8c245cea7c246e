import { describe, expect, test } from "vitest";
import { facts } from "../facts.test-support";
import { SQUIGGLIES, squigglyValues } from "./index";

type PlainChannel = "sms" | "voice" | "email";

function dateTime(language: string, channel: PlainChannel) {
  return squigglyValues(facts({ language }), channel, ["appointmentDateTime"]).appointmentDateTime;
}

function prompt(answersAllowed: "confirm-cancel" | "confirm" | "none", channel: PlainChannel) {
  return squigglyValues(facts({ answersAllowed }), channel).replyOptions;
}

/** The names that the documentation of squigglies lists for these groups. */
const PROMISED = `
patientFirstName patientLastName patientFullName patientPreferredName patientInitials guardianFirstName patientLanguage patientDateOfBirth
appointmentDate appointmentTime appointmentDay appointmentDateTime appointmentArrivalTime appointmentEndTime appointmentDuration appointmentType
appointmentStatus timezone appointmentLink confirmLink cancelLink rescheduleLink calendarLink
appointmentsListInDay appointmentsListUpcoming appointmentsCountInDay firstAppointmentTime
appointmentTypeSpecialInstructions facilitySpecialInstructions providerSpecialInstructions specialInstructions
providerName providerFirstName providerLastName providerTitle providerPhonetic
facilityName facilityPhonetic facilityAddress facilityCity facilityState facilityZip facilityPhone facilityAlternativePhone facilityMapLink facilityHours
practiceName practicePhone practiceWebsite patientAppLink preferencesLink optOutText
`
  .trim()
  .split(/\s+/);

describe("registry", () => {
  test("[TPL-05] every promised name exists, once", () => {
    const names = SQUIGGLIES.map((squiggly) => squiggly.name);
    expect(new Set(names).size).toBe(names.length);
    expect(PROMISED.filter((name) => !names.includes(name))).toEqual([]);
  });
  test("[TPL-05] every one resolves from full facts on each channel that may have it", () => {
    for (const channel of ["sms", "voice", "email"] as const) {
      const values = squigglyValues(facts(), channel);
      const expected = SQUIGGLIES.filter((squiggly) => !squiggly.secureOnly && squiggly.channels?.includes(channel) !== false).map(
        (squiggly) => squiggly.name,
      );
      expect(Object.keys(values)).toEqual(expected);
    }
  });
  test("[TPL-05] the date of birth leaves by no plain channel", () => {
    for (const channel of ["sms", "voice", "email"] as const) expect(squigglyValues(facts(), channel, ["patientDateOfBirth"])).toEqual({});
  });
});

describe("values", () => {
  test("[TPL-05] dates and times are in the recipient's language and the channel's form", () => {
    expect(dateTime("en", "sms")).toBe("Sat, Dec 5 at 9:00 AM");
    expect(dateTime("en", "voice")).toBe("Saturday, December 5 at 9 AM");
    expect(dateTime("en", "email")).toBe("Saturday, December 5, 2026 at 9:00 AM");
    expect(dateTime("es", "email")).toBe("sábado, 5 de diciembre de 2026 a las 9:00 a.m.");
  });
  test("[TPL-05] Spanish says a la una", () => {
    const appointment = facts().appointment!;
    expect(squigglyValues(facts({ language: "es", appointment: { ...appointment, time: "13:15" } }), "email").appointmentDateTime).toMatch(
      / a la 1:15/,
    );
    expect(squigglyValues(facts({ language: "es", appointment: { ...appointment, time: "10:00" } }), "email").appointmentDateTime).toMatch(
      / a las 10:00/,
    );
  });
  test("[TPL-05] the rest of the values", () => {
    expect(squigglyValues(facts(), "sms")).toMatchObject({
      patientInitials: "M. L.",
      patientFullName: "Maria Lopez",
      patientLanguage: "English",
      appointmentDay: "Saturday",
      appointmentArrivalTime: "8:45 AM",
      appointmentDuration: "30 minutes",
      timezone: "EST",
      appointmentsListInDay: "9:00 AM with Dr. Lee; 10:30 AM with Lab",
      appointmentsListUpcoming: "Sat, Dec 5 at 9:00 AM with Dr. Lee",
      appointmentsCountInDay: "2",
      firstAppointmentTime: "9:00 AM",
      specialInstructions: "Do not eat before. Bring your list of medicines. North entrance.",
      practicePhone: "(413) 555-0100",
      practiceWebsite: "https://lakeside.example.com",
      openQuestionsList: "1 = Maria L., Sat, Dec 5 at 9:00 AM; 2 = Jose L., Mon, Dec 7 at 2:00 PM",
    });
    expect(squigglyValues(facts(), "voice")).toMatchObject({
      practicePhone: "4 1 3, 5 5 5, 0 1 0 0",
      providerName: "Doctor Lee",
      facilityName: "Lake side Clinic",
    });
  });
  test("[TPL-09] a language that is none gives English instead of failing", () => {
    for (const language of ["", "not a tag", "xx-YY"]) {
      expect(squigglyValues(facts({ language }), "email")).toMatchObject({
        appointmentDay: "Saturday",
        appointmentDateTime: "Saturday, December 5, 2026 at 9:00 AM",
      });
    }
  });
  test("[TPL-05] what is not known is absent", () => {
    const values = squigglyValues(
      { language: "en", patient: { firstName: "Al", lastName: "" }, organization: { name: "P" }, links: {} },
      "sms",
    );
    expect(Object.keys(values).sort()).toEqual([
      "optOutText",
      "patientFirstName",
      "patientFullName",
      "patientInitials",
      "patientLanguage",
      "patientPreferredName",
      "practiceName",
      "replyOptions",
    ]);
  });
  test("[TPL-05] only web addresses are links", () => {
    const values = squigglyValues(
      facts({ links: { appointment: "javascript:alert(1)" }, organization: { name: "P", website: "javascript:alert(1)" } }),
      "sms",
    );
    expect(values.appointmentLink).toBeUndefined();
    expect(values.practiceWebsite).toBeUndefined();
  });
  test("[REM-02] the prompt offers what the step allows", () => {
    expect(prompt("confirm-cancel", "sms")).toBe("Reply Y (confirm), N (cancel) or R (change).");
    expect(prompt("confirm", "sms")).toBe("Reply Y to confirm.");
    expect(prompt("none", "sms")).toBe("Questions? Call (413) 555-0100.");
    expect(prompt("confirm", "voice")).toBe("Press 1 to confirm.");
  });
  test("[CON-11] the first message names frequency, HELP and STOP", () => {
    expect(squigglyValues(facts({ firstMessage: true }), "sms").optOutText).toBe("Msg frequency varies. HELP for help, STOP to end.");
    expect(squigglyValues(facts(), "sms").optOutText).toBe("STOP to end.");
  });
});

describe("sensitive visits", () => {
  test("[DLV-16] type, provider, facility and instructions are generic in every squiggly", () => {
    const appointment = { ...facts().appointment!, sensitive: true };
    const sameDay = facts().sameDay!.map((visit) => ({ ...visit, sensitive: true, facility: "HIV Center" }));
    for (const channel of ["sms", "voice", "email"] as const) {
      for (const language of ["en", "es", "vi"]) {
        const values = squigglyValues(facts({ language, appointment, sameDay, upcoming: sameDay }), channel);
        const all = Object.values(values).join("\n");
        for (const word of [
          "HIV",
          "Lee",
          "Jordan",
          "Doctor",
          "Lakeside Clinic",
          "Lake side",
          "Do not eat",
          "North entrance",
          "medicines",
          "Lab",
          "Blood",
        ])
          expect(all, word).not.toContain(word);
        expect(values.appointmentType).toBeTruthy();
        expect(values.providerName).toBeTruthy();
        expect(values.facilityName).toBeTruthy();
      }
    }
  });
  test("[DLV-16] one sensitive visit among several keeps its time only", () => {
    const [lab, hiv] = facts().sameDay!;
    expect(squigglyValues(facts({ sameDay: [lab!, { ...hiv!, sensitive: true }] }), "sms").appointmentsListInDay).toBe(
      "9:00 AM; 10:30 AM with Lab",
    );
  });
});
