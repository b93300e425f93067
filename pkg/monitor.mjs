/*
 * For hosts who want to know by themselves that their pages still hold the calculator as it was published:
 *
 *   node monitor.mjs [--json] https://www.example.gov.cn/policy/trade.html …
 *
 * Looks at each page, its policy, its tag and every file of the release, and says what is wrong. Asks for these
 * addresses and no others, sends no cookie, keeps nothing and reports to nobody. Needs Node 20 or newer and no package.
 * The digests are those of the `integrity.json` beside this script, or else those of the server, which is then said.
 *
 * Ends with 0 where all is well, 1 where something is wrong, 2 where it was called wrongly.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const LOADER = "tradeaid.js";
const PATIENCE = 30_000;
/** What each engine asks of a policy. */
const NEEDS = {
  wasm: { script: ["'wasm-unsafe-eval'"], connect: true },
  inline: { script: ["'wasm-unsafe-eval'"], connect: false },
  js: { script: [], connect: false },
};

const problem = (code, what) => ({ code, what });
const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

async function get(address) {
  const url = String(address);
  try {
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE) });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { url: response.url, bytes, headers: response.headers, fault: response.ok ? null : `HTTP ${response.status}` };
  } catch (error) {
    return { url, fault: error.cause?.message || error.message };
  }
}

/** The attributes of every tag of a name, as a browser would read them in a page that is written with care. */
function tags(html, name) {
  const bare = html.replace(/<!--[\s\S]*?-->/g, "");
  const found = bare.matchAll(new RegExp(`<${name}((?:\\s+[^\\s=>]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s>]+))?)*)\\s*/?>`, "gi"));
  return [...found].map(([, attributes]) => {
    const pairs = attributes.matchAll(/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g);
    return Object.fromEntries([...pairs].map(([, key, ...values]) => [key.toLowerCase(), values.find((value) => value !== undefined) ?? ""]));
  });
}

/** The policies of a page, each as a map of directives. */
function policies(page, html) {
  const metas = tags(html, "meta").filter((meta) => /^content-security-policy$/i.test(meta["http-equiv"]));
  const sent = (page.headers.get("content-security-policy") || "").split(",");
  return [...sent, ...metas.map(({ content }) => content || "")]
    .filter((text) => text.trim())
    .map((text) => new Map(text.split(";").map((line) => line.trim().split(/\s+/)).map(([name, ...values]) => [name.toLowerCase(), values])));
}

/** Whether a list of sources lets an address through; nothing is said of lists that go by nonce or digest. */
function admits(list, address, page) {
  const { origin, protocol, host } = new URL(address);
  return list.some((source) => {
    if (source === "'self'") {
      return origin === new URL(page).origin;
    }
    const bare = source.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
    const isBelow = bare.startsWith("*.") && host.endsWith(bare.slice(1));
    return source === "*" || source === protocol || bare === host || isBelow || /^'(nonce-|sha\d+-|strict-dynamic)/.test(source);
  });
}

/** What a policy lacks for an engine. */
function lacks(policy, engine, script, page) {
  const list = (name) => policy.get(name) || policy.get("default-src");
  const { script: words, connect } = NEEDS[engine];
  const told = [];
  const want = (name) => {
    if (list(name) && !admits(list(name), script, page)) {
      told.push(problem("CSP", `${name} does not admit ${script}`));
    }
  };
  ["script-src", "style-src", ...(connect ? ["connect-src"] : [])].forEach(want);
  for (const word of words) {
    if (list("script-src") && !list("script-src").some((source) => [word, "'unsafe-eval'"].includes(source))) {
      told.push(problem("CSP_WASM", `script-src lacks ${word}`));
    }
  }
  return told;
}

/** What is wrong with the tag, and what it is needed for further on. */
function tagOf(html, page) {
  const scripts = tags(html, "script").filter(({ src }) => src && new RegExp(`(^|/)${LOADER}([?#]|$)`).test(src));
  const [script] = scripts;
  if (!script) {
    return { problems: [problem("TAG", `no <script> of ${LOADER}`)] };
  }
  const address = new URL(script.src, page).href;
  const elements = tags(html, "tradeaid-calculator");
  const problems = [];
  if (elements.length === 0 && !("data-tradeaid" in script)) {
    problems.push(problem("TAG", "no <tradeaid-calculator>, and the script has no data-tradeaid"));
  }
  if (!script.integrity) {
    problems.push(problem("TAG", "the script has no integrity"));
  } else if (script.crossorigin === undefined) {
    problems.push(problem("TAG", "the script has an integrity and no crossorigin"));
  }
  const engine = elements[0]?.engine || script["data-engine"];
  return { problems, address, integrity: script.integrity, engine: engine in NEEDS ? engine : "wasm" };
}

/** The list that the files are held against, from beside this script or from the server. */
async function published(folder) {
  const own = await readFile(new URL("integrity.json", import.meta.url), "utf8").catch(() => null);
  if (own) {
    return { list: JSON.parse(own), from: "own" };
  }
  const { bytes, fault } = await get(new URL("integrity.json", folder));
  if (fault) {
    return { list: {}, from: "server", problems: [problem("NETWORK", `integrity.json: ${fault}`)] };
  }
  return { list: JSON.parse(bytes), from: "server" };
}

async function checkFile(folder, name, wanted) {
  const { bytes, headers, fault } = await get(new URL(name, folder));
  if (fault) {
    return [problem("NETWORK", `${name}: ${fault}`)];
  }
  const type = headers.get("content-type") || "";
  if (digest(bytes) !== wanted) {
    return [/html/.test(type) && !name.endsWith(".html") ? problem("MIME", `${name}: a web page`) : problem("INTEGRITY", `${name}: altered`)];
  }
  return /\.js$/.test(name) && !/javascript/.test(type) ? [problem("MIME", `${name}: sent as ${type || "nothing"}`)] : [];
}

/** What is wrong with one page: nothing, when all is well. */
export async function check(address) {
  const page = await get(address);
  if (page.fault) {
    return { page: String(address), problems: [problem("NETWORK", page.fault)] };
  }
  const html = page.bytes.toString("latin1");
  const tag = tagOf(html, page.url);
  if (!tag.address) {
    return { page: page.url, problems: tag.problems };
  }
  const folder = new URL("./", tag.address);
  const { list, from, problems: unread = [] } = await published(folder);
  const problems = [...tag.problems, ...unread];
  policies(page, html).forEach((policy) => problems.push(...lacks(policy, tag.engine, tag.address, page.url)));
  if (tag.integrity && list[LOADER] && !tag.integrity.split(/\s+/).includes(list[LOADER])) {
    problems.push(problem("INTEGRITY", "the integrity in the page is that of another version"));
  }
  for (const [name, wanted] of Object.entries(list)) {
    problems.push(...(await checkFile(folder, name, wanted)));
  }
  return { page: page.url, loader: tag.address, digests: from, files: Object.keys(list).length, problems };
}

function told({ page, digests, files, problems }) {
  const from = digests === "server" ? ", held against the server's own list" : "";
  const head = problems.length === 0 ? `ok    ${page} (${files} files${from})` : `WRONG ${page}`;
  return [head, ...problems.map(({ code, what }) => `      ${code} ${what}`)].join("\n");
}

async function main(words) {
  const pages = words.filter((word) => word !== "--json");
  if (pages.length === 0 || !pages.every((page) => /^https?:\/\//.test(page))) {
    console.error("node monitor.mjs [--json] https://… [https://…]");
    return 2;
  }
  const reports = [];
  for (const page of pages) {
    reports.push(await check(page));
  }
  console.log(words.includes("--json") ? JSON.stringify(reports, null, 2) : reports.map(told).join("\n"));
  return reports.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
