// A process that opens the store in the folder it is given and says what came of it. With "hold" it then keeps the store open.
import { openStore } from "./open-store.ts";

const [folder = "", hold] = process.argv.slice(2);
const opened = await openStore({ folder });
if (!opened.ok) console.log(`refused ${JSON.stringify(opened.faults)}`);
else {
  console.log(`opened ${process.pid}`);
  if (hold !== "hold") await opened.value.close();
}
