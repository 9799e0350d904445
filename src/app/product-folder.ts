// Where the product's own data lie (regulations, examples, the built web application), seen from src and from dist alike.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The product's root folder. */
const PRODUCT_FOLDER = fileURLToPath(new URL("../../", import.meta.url));

/** A path inside the product's folder. */
export function productPath(...parts: readonly string[]): string {
  return join(PRODUCT_FOLDER, ...parts);
}

/** As in package.json. */
export const PRODUCT_VERSION: string = (JSON.parse(readFileSync(productPath("package.json"), "utf8")) as { readonly version: string })
  .version;
