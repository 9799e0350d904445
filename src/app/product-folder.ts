// Where the product's own data lie (regulations, examples, the built web application), seen from src and from dist alike.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The product's root folder. */
const PRODUCT_FOLDER = fileURLToPath(new URL("../../", import.meta.url));

/** A path inside the product's folder. */
export function productPath(...parts: readonly string[]): string {
  return join(PRODUCT_FOLDER, ...parts);
}
