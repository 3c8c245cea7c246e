import { cancelAfterStart, confirmAfterStart } from "@/lib/reminders/answer-settings";
import { cancelAfterConfirm, confirmAfterCancel } from "@/lib/reminders/settings";
import type { SettingsReader, SettingSubject } from "@/lib/settings/resolve";
import type { AnswerSettings } from "./rules";

/** What a patient's answer may do to a visit of this place, provider and type. */
export function answerSettingsAt(settings: SettingsReader, at: SettingSubject): AnswerSettings {
  return {
    confirmAfterCancel: settings.get(confirmAfterCancel, at).value,
    cancelAfterConfirm: settings.get(cancelAfterConfirm, at).value,
    cancelAfterStart: settings.get(cancelAfterStart, at).value,
    confirmAfterStart: settings.get(confirmAfterStart, at).value,
  };
}
