// A generated file through the product, in this process: bytes → source → document → findings.
import { readSource } from "../../src/app/source/read-source.ts";
import type { Finding } from "../../src/findings/index.ts";
import { type ReadDocument, readDocument, type SourceDocument } from "../../src/reading/index.ts";
import { examineRead } from "./examine-read.ts";

export type PublishedReading = { readonly document: ReadDocument; readonly findings: readonly Finding[] };

/** @throws when the file cannot be read: every generated file can. */
export async function readPublished(name: string, input: Uint8Array | SourceDocument): Promise<PublishedReading> {
  const source = input instanceof Uint8Array ? await sourceOf(name, input) : input;
  const document = readDocument(source);
  return { document, findings: await examineRead(document) };
}

async function sourceOf(name: string, bytes: Uint8Array): Promise<SourceDocument> {
  const read = await readSource(name, bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}
