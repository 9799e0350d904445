// The words of these pages in the reader's language.

import { tripPagesWording } from "../../../src/app/messages/trip-pages.ts";
import type { TripPagesWording } from "../../../src/app/messages/trip-pages.zh.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useTripWords(): TripPagesWording {
  return tripPagesWording(useLanguage().language);
}
