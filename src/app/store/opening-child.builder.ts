// A process that opens the store in the folder it is given and says what came of it. With "hold" it then keeps the store open;
// with "unprivileged" it gives up root's right to write anywhere first, if it has it.
import { openStore } from "./open-store.ts";

const NOBODY = 65_534;

const [folder = "", manner] = process.argv.slice(2);
if (manner === "unprivileged" && process.getuid?.() === 0) {
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
}
const opened = await openStore({ folder });
if (!opened.ok) console.log(`refused ${JSON.stringify(opened.faults)}`);
else {
  console.log(`opened ${process.pid}`);
  if (manner !== "hold") await opened.value.close();
}
