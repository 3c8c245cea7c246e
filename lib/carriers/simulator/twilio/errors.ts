/** Twilio's error answers. */
import { HttpError } from "@/lib/carriers/simulator/http";

/** Text and HTTP status by code, as the API words them; others get a general text and 400. */
const known: Record<number, { status: number; message: string }> = {
  20003: { status: 401, message: "Authenticate" },
  20404: { status: 404, message: "The requested resource was not found" },
  20429: { status: 429, message: "Too Many Requests" },
  20500: { status: 500, message: "An internal server error has occurred" },
  20503: { status: 503, message: "Service is unavailable. Please try again" },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid From Number (caller ID)" },
  21213: { status: 400, message: "Caller phone number required" },
  21214: { status: 400, message: "'To' phone number cannot be reached" },
  21215: { status: 400, message: "Account not authorized to call" },
  21205: { status: 400, message: "Url is not a valid URL" },
  21217: { status: 400, message: "Phone number does not appear to be valid" },
  21408: { status: 400, message: "Permission to send an SMS has not been enabled for the region" },
  21602: { status: 400, message: "Message body is required." },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: { status: 400, message: "The From phone number is not a valid, SMS-capable number for your account." },
  21609: { status: 400, message: "The StatusCallback URL is not a valid URL." },
  21610: { status: 400, message: "Attempt to send to unsubscribed recipient" },
  21611: { status: 429, message: "This From number has exceeded the maximum number of queued messages" },
  21612: { status: 400, message: "Message cannot be sent with the current combination of 'To' and 'From'" },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21617: { status: 400, message: "The concatenated message body exceeds the 1600 character limit." },
  21624: { status: 400, message: "Invalid ValidityPeriod value." },
};

/** An error answer with Twilio's body. */
export function twilioError(code: number, headers: Record<string, string> = {}): HttpError {
  const { status, message } = known[code] ?? { status: 400, message: "Bad request" };
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return new HttpError(status, body, headers);
}
