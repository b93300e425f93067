/*
 * Where the programs are that the tests start, and how they are started and ended. Installs nothing: `cargo xtask test` does.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const APPLICATIONS = "/Applications";
/* WebKit's own small browser is in no path. */
const MINI_BROWSERS = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);

/** The first that is there, of paths and of names in the path. */
function first(thing, names, paths = []) {
  const folders = (process.env.PATH || "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const program = [...paths, ...found].find((path) => path && existsSync(path));
  if (!program) {
    throw new Error(`${thing} is missing: \`cargo xtask test\` installs it or says how.`);
  }
  return program;
}

/** The browser that the environment names, or the first of the usual names in the path. */
export const chromium = () =>
  first("Chromium", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], [
    process.env.PUPPETEER_EXECUTABLE_PATH,
    `${APPLICATIONS}/Chromium.app/Contents/MacOS/Chromium`,
    `${APPLICATIONS}/Google Chrome.app/Contents/MacOS/Google Chrome`,
  ]);

export const firefox = () => first("Firefox", ["firefox-esr", "firefox"], [`${APPLICATIONS}/Firefox.app/Contents/MacOS/firefox`]);

export const webKitDriver = () => first("WebKit", ["WebKitWebDriver"]);

export const miniBrowser = () => first("WebKit's MiniBrowser", ["MiniBrowser"], MINI_BROWSERS);

export const display = () => first("Xvfb", ["Xvfb"]);

/** `chromium-80` or `chromium-88`. */
export const oldChromium = (name) =>
  first(name, [], [fileURLToPath(new URL(`../../old-chromium/node_modules/${name}/bin/chromium`, import.meta.url))]);

/** Starts a program that does not outlive this one. */
export function begin(program, parameters, options) {
  const child = spawn(program, parameters, options);
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  return child;
}

/** Ends a program that was started, and waits for its end. */
export function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });
}
