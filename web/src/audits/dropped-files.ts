// The files that were dropped or chosen, folders opened, each with its path in what was dropped.

export type NamedFile = { readonly file: File; readonly path: string };

/** The browser hands out a drop's entries only while the event is being handled, so they are taken before anything is awaited. */
export async function filesOfDrop(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found: NamedFile[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

export function filesOfInput(list: FileList | null): readonly NamedFile[] {
  return [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath }));
}

async function collect(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a folder's entries a hundred at a time and then nothing.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await collect(one, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

const MOST_BYTES = 48 * 2 ** 20;
const MOST_FILES = 200;

/** Several uploads of a size the server takes; a single file larger than that goes alone and is answered by the server. */
export function partFiles(files: readonly NamedFile[]): readonly (readonly NamedFile[])[] {
  const parts: NamedFile[][] = [];
  let bytes = 0;
  for (const one of files) {
    const last = parts.at(-1);
    if (last && bytes + one.file.size <= MOST_BYTES && last.length < MOST_FILES) {
      last.push(one);
      bytes += one.file.size;
    } else {
      parts.push([one]);
      bytes = one.file.size;
    }
  }
  return parts;
}
