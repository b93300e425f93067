/*
 * Other ways to a file of the release where the first was refused: by scripts alone, which need no permission to connect,
 * no type that a server has to know and no page from a server; and the engine translated into JavaScript where
 * WebAssembly may not run. Loaded only then; reports itself to the loader, and draws nothing.
 */

import { decoded } from "./engines/decoded.js";

/** The list of digests, for pages that can ask for nothing else. */
const LIST = TRADEAID_LIST;

/** Engines by how they come; each is tried where those before it were refused. */
const BY_SCRIPT = ["inline", "js"];

/** The engine that runs on this page, once one had to be looked for. */
let found = "";

/** Calls a refusal by its name. */
function named(release, path, error) {
  if (error.code) {
    return error;
  }
  const { message } = error;
  if (/magic|\\0asm/i.test(message)) {
    return release.failure("MIME", `${path}: not WebAssembly`);
  }
  const barred = /csp|content.security|disallowed|unsafe-eval|blocked|refused/i.test(message);
  return release.failure(barred ? "CSP_WASM" : "UNSUPPORTED", `${path}: ${message}`);
}

/** Whether the page insists on an engine. */
const insists = ({ engine }) => engine === "wasm" || BY_SCRIPT.includes(engine);

/** The engines that are left to try after a refusal, or the one that the page has chosen. */
function candidates(release, refusal) {
  if (insists(release)) {
    return BY_SCRIPT.filter((each) => each === release.engine);
  }
  if (found) {
    return [found];
  }
  return ["CSP_WASM", "UNSUPPORTED"].includes(refusal && refusal.code) ? ["js"] : BY_SCRIPT;
}

/** A module by one way: compiled from the script that holds it, or the translation itself. */
async function moduleBy(release, engine, name) {
  const script = `${name}.${engine}.js`;
  const given = await release.runtime(script);
  return engine === "js" ? given : release.compile(script, decoded(given));
}

/**
 * One refusal is enough: nothing else is fetched, and what will be wanted is asked for now, because nothing may be asked
 * for once the calculator stands.
 */
function keepToScripts(release, ...wanted) {
  if (!insists(release)) {
    release.engine = "scripts";
  }
  wanted.forEach((script) => release.runtime(script).catch(() => {}));
}

async function otherModule(release, name, refusal) {
  for (const engine of candidates(release, refusal)) {
    try {
      const module = await moduleBy(release, engine, name);
      found = engine;
      if (name === "widget") {
        keepToScripts(release, `desk.${engine}.js`, "files.later.js");
      }
      return module;
    } catch (error) {
      refusal = refusal || named(release, name, error);
    }
  }
  throw refusal;
}

/** A text of the release, out of the script that holds it. */
async function otherText(release, path, refusal) {
  const script = /^desk|\.(later|plan)\./.test(path) ? "files.later.js" : "files.js";
  const files = await release.runtime(script).catch((error) => {
    throw refusal || error;
  });
  if (!(path in files)) {
    return another(release, path, refusal);
  }
  if (refusal) {
    keepToScripts(release, "files.later.js");
  }
  return files[path];
}

/** A file that no script holds, such as one of a pack that was put beside the release, can only be fetched. */
function another(release, path, refusal) {
  if (refusal) {
    throw refusal;
  }
  return release.known(path, (hash) => release.request(release.base + path, path, hash, "text"));
}

/** Whatever was altered is refused for good; anything else may be had in another way. The first refusal is told. */
async function otherwise(release, path, error) {
  const refusal = error && named(release, path, error);
  if (refusal && refusal.code === "INTEGRITY") {
    throw refusal;
  }
  if (path === "files.json") {
    return LIST;
  }
  const [, name, kind] = /^(.*)\.(\w+)$/.exec(path);
  return kind === "json" || kind === "css" ? otherText(release, path, refusal) : otherModule(release, name, refusal);
}

window.TradeAid.provide(TRADEAID_VERSION, "engines.js", otherwise);
