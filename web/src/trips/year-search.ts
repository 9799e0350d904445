// Which view of a year is open, and which part of a trip: in the address, so that it can be passed on.
export const YEAR_VIEWS = ["board", "calendar", "overview", "outcomes", "travellers", "exceptions"] as const;
export type YearViewName = (typeof YEAR_VIEWS)[number];

export function readYearSearch(raw: Record<string, unknown>): { readonly view?: YearViewName } {
  const view = YEAR_VIEWS.find((one) => one === raw["view"]);
  return view === undefined || view === "board" ? {} : { view };
}

export const TRIP_TABS = ["itinerary", "application", "approval", "claim", "papers"] as const;
export type TripTab = (typeof TRIP_TABS)[number];

export function readTripSearch(raw: Record<string, unknown>): { readonly tab?: TripTab } {
  const tab = TRIP_TABS.find((one) => one === raw["tab"]);
  return tab === undefined || tab === "itinerary" ? {} : { tab };
}
