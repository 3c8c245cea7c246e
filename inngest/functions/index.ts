import { mailAboutAccounts } from "./account-mail";
import { dispatchDueMessages } from "./dispatch-due";
import { endUnansweredCancels } from "./end-silent-cancels";
import { importRun } from "./import-run";
import { lookUpNewLines } from "./look-up-lines";
import { processStoredReceipt, sweepReceipts } from "./process-receipt";
import { relayLeftOver } from "./relay-outbox";
import { replanOrganization, sweepPlans } from "./replan";
import { pruneComponentDays, sampleComponents } from "./sample-health";
import { rollUpCounts } from "./roll-up-messages";
import { sweepDispatch } from "./sweep-dispatch";
import { eraseImports, pruneEvents, pruneStoredReceipts, sealAudits } from "./upkeep";

/** Every workflow of the product; a new one is a file and a line. */
export const functions = [
  dispatchDueMessages,
  processStoredReceipt,
  sweepReceipts,
  replanOrganization,
  sweepPlans,
  sweepDispatch,
  importRun,
  sealAudits,
  pruneEvents,
  pruneStoredReceipts,
  sampleComponents,
  pruneComponentDays,
  eraseImports,
  lookUpNewLines,
  endUnansweredCancels,
  relayLeftOver,
  rollUpCounts,
  mailAboutAccounts,
];
