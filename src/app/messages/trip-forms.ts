// The words of the forms on delegations in the reader's language.
import type { Language } from "./language.ts";
import { TRIP_FORMS_EN } from "./trip-forms.en.ts";
import { TRIP_FORMS_ZH, type TripFormsWording } from "./trip-forms.zh.ts";

export function tripFormsWording(language: Language): TripFormsWording {
  return language === "zh" ? TRIP_FORMS_ZH : TRIP_FORMS_EN;
}
