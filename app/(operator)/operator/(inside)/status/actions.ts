"use server";

import { operatorAction } from "@/lib/operator/operator-action";
import { postIncidentAsOperator, updateIncidentAsOperator } from "@/lib/ops/incidents";
import { incidentInput, incidentUpdateInput } from "@/lib/ops/schemas";
import { statusCache } from "@/lib/ops/status-page";

export const postIncidentForAll = operatorAction(incidentInput, async (scope, input) => {
  const posted = await postIncidentAsOperator(scope, input);
  statusCache().forget();
  return posted;
});

export const updateIncidentForAll = operatorAction(incidentUpdateInput, async (scope, input) => {
  await updateIncidentAsOperator(scope, input);
  statusCache().forget();
});
