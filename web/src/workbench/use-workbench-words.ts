// The words of the workbench in the reader's language.
import { type WorkbenchPagesWording, workbenchPagesWording } from "../../../src/app/messages/workbench-pages.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useWorkbenchWords(): WorkbenchPagesWording {
  return workbenchPagesWording(useLanguage().language);
}
