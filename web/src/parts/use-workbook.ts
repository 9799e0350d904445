// A workbook that is chosen, looked at by the server without being written, and then written at once: what stands on the page meanwhile.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendFile } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";

export type Workbook<Plan, Written> = {
  readonly fileName: string | null;
  readonly isReading: boolean;
  /** Why it could not be read; null where it could. */
  readonly unread: unknown;
  /** What it would make; null until it was looked at, and once it is written. */
  readonly plan: Plan | null;
  readonly isWriting: boolean;
  readonly unwritten: unknown;
  readonly written: Written | undefined;
  readonly choose: (file: File) => void;
  readonly write: () => void;
};

/** `path` takes the file; `path/preview` says what would come of it. */
export function useWorkbook<Plan, Written>(path: string): Workbook<Plan, Written> {
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({ mutationFn: (given: File) => sendFile<Plan>("POST", `${path}/preview`, { lang: language }, given) });
  const write = useMutation({
    mutationFn: (given: File) => sendFile<Written>("POST", path, { lang: language }, given),
    onSuccess: async () => await queries.invalidateQueries(),
  });
  return {
    fileName: file?.name ?? null,
    isReading: look.isPending,
    unread: look.error,
    plan: file === null || write.isSuccess ? null : (look.data ?? null),
    isWriting: write.isPending,
    unwritten: write.error,
    written: write.data,
    choose: (given) => {
      setFile(given);
      write.reset();
      look.mutate(given);
    },
    write: () => {
      if (file !== null) write.mutate(file);
    },
  };
}
