// hengxiao start / serve: the web application on this machine until it is stopped.
import { isLoopback } from "../http/connection.ts";
import { startServer } from "../http/start-server.ts";
import { EXIT, type ExitCode, printFaults, type Terminal } from "./terminal.ts";

export async function runServe(options: { readonly demonstration: boolean }, terminal: Terminal): Promise<ExitCode> {
  const started = await startServer(terminal.config, options);
  if (!started.ok) {
    printFaults(started.faults, terminal);
    return EXIT.unreadable;
  }
  const { url, accounts, links, renew, close } = started.value;
  process.on("SIGHUP", renew);
  terminal.out(terminal.words.serving(terminal.paint("bold", url)));
  const { host, proxies } = terminal.config;
  if (proxies.length > 0) terminal.out(terminal.paint("dim", terminal.words.behindProxy(proxies.join(", "))));
  else if (isLoopback(host)) terminal.out(terminal.paint("dim", terminal.words.loopbackOnly));
  if (accounts.length > 0) {
    terminal.out(terminal.words.demonstrationAccounts);
    for (const { login, password } of accounts) terminal.out(`  ${login.padEnd(20)}${terminal.paint("bold", password)}`);
  }
  if (links.length > 0) {
    terminal.out(terminal.words.firstLinks);
    for (const { role, token } of links) terminal.out(`  ${role.padEnd(16)}${terminal.paint("bold", `${url}/link#${token}`)}`);
  }
  terminal.out(terminal.paint("dim", terminal.words.stopHint));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await close();
  return EXIT.done;
}
