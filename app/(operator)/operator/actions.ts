"use server";

import { operatorAction } from "@/lib/operator/operator-action";
import { createOrganization, inviteAdmin, setOrganizationAreas, setOrganizationStatus } from "@/lib/operator/organizations";
import { adminInput, areasInput, createOrganizationInput, statusInput } from "@/lib/operator/schemas";

export const createNewOrganization = operatorAction(createOrganizationInput, (scope, input) => createOrganization(scope, input));
export const inviteOneAdmin = operatorAction(adminInput, (scope, input) => inviteAdmin(scope, input));
export const setStatus = operatorAction(statusInput, (scope, input) => setOrganizationStatus(scope, input));
export const setAreas = operatorAction(areasInput, (scope, input) => setOrganizationAreas(scope, input));
