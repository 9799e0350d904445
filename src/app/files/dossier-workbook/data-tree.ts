// Data put together value by value from the sheets of a workbook, each remembering its cell.
import type { Place, SourceFile } from "../../../kernel/index.ts";

export type TreePath = readonly (string | number)[];

/** Where a value stands, or would stand if it were filled in, and what its column is called. */
export type TreePlace = { readonly sheet: string; readonly cell?: string; readonly heading?: string };

export type DataTree = {
  /** Puts a value at a path; maps and lists on the way are made. */
  readonly set: (path: TreePath, value: unknown) => void;
  readonly get: (path: TreePath) => unknown;
  readonly mark: (path: TreePath, place: TreePlace) => void;
  /** The place of a path, or of the nearest thing around it. */
  readonly placeOf: (path: TreePath) => TreePlace | null;
  readonly toSource: (file: string) => SourceFile;
};

export function createTree(root: Record<string, unknown> | unknown[]): DataTree {
  const places = new Map<string, TreePlace>();
  const get = (path: TreePath) => path.reduce<unknown>(childOf, root);
  const placeOf = (path: TreePath) => {
    for (let length = path.length; length >= 0; length--) {
      const place = places.get(JSON.stringify(path.slice(0, length)));
      if (place) return place;
    }
    return null;
  };
  return {
    get,
    placeOf,
    set: (path, value) => {
      let holder: object = root;
      for (const [index, step] of path.entries()) {
        const isLast = index === path.length - 1;
        const next = isLast ? value : (childOf(holder, step) ?? (typeof path[index + 1] === "number" ? [] : {}));
        // Names come from the workbook: "__proto__" must become a key like any other.
        Object.defineProperty(holder, step, { value: next, writable: true, enumerable: true, configurable: true });
        holder = next as object;
      }
    },
    mark: (path, place) => {
      places.set(JSON.stringify(path), place);
    },
    toSource: (file) => ({
      name: file,
      data: root,
      locate: (path): Place => {
        const { sheet, cell } = placeOf(path) ?? {};
        return {
          file,
          ...(sheet === undefined ? {} : { sheet }),
          ...(cell === undefined ? {} : { cell }),
          ...(path.length > 0 ? { path: path.join(".") } : {}),
        };
      },
    }),
  };
}

function childOf(holder: unknown, step: string | number): unknown {
  return typeof holder === "object" && holder !== null && Object.hasOwn(holder, step)
    ? (holder as Record<string | number, unknown>)[step]
    : undefined;
}
