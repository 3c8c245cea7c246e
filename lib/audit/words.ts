/** What an audit entry's action is called on screen; an action that is not listed reads as it is named. Browser-safe. */
const ACTIONS: Record<string, string> = {
  "view-patient": "Opened a patient’s record",
  "view-appointment": "Opened a visit",
  "view-message": "Opened a message",
  "view-appointment-page": "Patient opened the page of a visit",
  "view-preferences-page": "Patient opened the contact preferences",
  "view-audit": "Looked through the audit log",
  "export-audit": "Exported the audit log",
  "export-messages": "Exported a list of messages",
  "export-activity": "Exported the activity report",
  "check-audit": "Checked the audit log’s seals",
  "view-disclosures": "Opened an accounting of disclosures",
  "record-disclosure": "Recorded a disclosure",
  "withdraw-disclosure": "Withdrew a disclosure",
  "publish-agreement": "Published an agreement",
  "accept-agreement": "Accepted an agreement",
  "sign-in": "Signed in",
  "sign-out": "Signed out",
  "lock-user": "Account locked after failed sign-ins",
  "set-password": "Set a password",
  "create-password-link": "Sent a link to set a password",
  "send-account-mail": "E-mail about an account",
  "save-single-sign-on": "Changed single sign-on",
  "invalid-contact": "Set a contact as not reachable",
  "download-import-errors": "Downloaded an import’s problems",
};

/** `cancel-appointment` → "Cancel appointment". */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? sentence(action);
}

/** `import_run` → "Import run". */
export function kindWords(entity: string): string {
  return sentence(entity);
}

function sentence(code: string): string {
  const text = code.replaceAll(/[-_]/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where the thing of an entry can be looked at; undefined where it has no screen of its own. */
export function entityHref(entity: string, entityId: string | null): string | undefined {
  if (!entityId) return undefined;
  if (entity === "patient") return `/patients/${entityId}`;
  if (entity === "appointment") return `/schedule?open=${entityId}`;
  if (entity === "message") return `/messages?open=${entityId}`;
  return undefined;
}
