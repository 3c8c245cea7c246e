"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { liftByStaff } from "@/lib/consent/lift";
import { endGuardian } from "@/lib/patients/guardians/end-guardian";
import { saveGuardian } from "@/lib/patients/guardians/save-guardian";
import { clearWishes } from "@/lib/consent/wishes/save-wishes";
import { whoHasAddress } from "@/lib/patients/queries";
import * as contacts from "@/lib/patients/save-contacts";
import { createPatient, updatePatient } from "@/lib/patients/save-patient";
import * as schema from "@/lib/patients/schemas";
import { setPatientStatus } from "@/lib/patients/set-status";
import { stopContacting } from "@/lib/patients/stop-contacting";

export const addPatient = staffAction({ role: "staff", input: schema.createPatientInput }, (ctx, input) => createPatient(ctx, input));

export const savePatient = staffAction({ role: "staff", input: schema.updatePatientInput }, (ctx, input) => updatePatient(ctx, input));

export const setStatus = staffAction({ role: "staff", input: schema.setStatusInput }, (ctx, input) => setPatientStatus(ctx, input));

export const addContact = staffAction({ role: "staff", input: schema.addContactInput }, (ctx, input) => contacts.addContact(ctx, input));

export const changeAddress = staffAction({ role: "staff", input: schema.changeAddressInput }, (ctx, input) =>
  contacts.changeAddress(ctx, input),
);

export const archiveContact = staffAction({ role: "staff", input: schema.archiveContactInput }, (ctx, input) =>
  contacts.archiveContact(ctx, input),
);

export const preferContact = staffAction({ role: "staff", input: schema.preferContactInput }, (ctx, input) =>
  contacts.preferContact(ctx, input),
);

export const setLineType = staffAction({ role: "staff", input: schema.setLineTypeInput }, (ctx, input) => contacts.setLineType(ctx, input));

export const addGuardian = staffAction({ role: "staff", input: schema.saveGuardianInput }, (ctx, input) => saveGuardian(ctx, input));

export const removeGuardian = staffAction({ role: "staff", input: z.object({ guardianId: z.uuid() }) }, (ctx, input) =>
  endGuardian(ctx, input),
);

export const takeBackWishes = staffAction({ role: "staff", input: z.object({ patientId: z.uuid() }) }, (ctx, input) =>
  clearWishes(ctx, input),
);

export const stopMessages = staffAction(
  { role: "staff", input: z.object({ patientId: z.uuid(), endpointId: z.uuid().optional() }) },
  (ctx, input) => stopContacting(ctx, input),
);

export const liftStop = staffAction({ role: "staff", input: z.object({ suppressionId: z.uuid() }) }, (ctx, input) =>
  liftByStaff(ctx, input),
);

/** While an address is typed: who else has it. Changes nothing. */
export const findSharers = staffAction(
  { role: "staff", input: z.object({ address: z.string().max(254), except: z.uuid().optional() }), reads: true },
  (ctx, input) => whoHasAddress(ctx, input.address, input.except),
);
