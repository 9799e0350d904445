// The words of these pages in the reader's language.

import { tripFormsWording } from "../../../src/app/messages/trip-forms.ts";
import type { TripFormsWording } from "../../../src/app/messages/trip-forms.zh.ts";
import { tripPagesWording } from "../../../src/app/messages/trip-pages.ts";
import type { TripPagesWording } from "../../../src/app/messages/trip-pages.zh.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useTripWords(): TripPagesWording {
  return tripPagesWording(useLanguage().language);
}

export function useTripFormWords(): TripFormsWording {
  return tripFormsWording(useLanguage().language);
}
