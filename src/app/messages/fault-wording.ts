// What is said of a fault.
export type FaultParams = Readonly<Record<string, string>>;
/** The message says what was found; the remedy how to mend it. */
export type FaultWording = { readonly message: (params: FaultParams) => string; readonly remedy: (params: FaultParams) => string };
