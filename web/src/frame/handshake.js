/*
 * How the page around and this one get to know each other: a greeting that anyone could send is checked, and answered
 * once with a private port. Reads no property of the page around; what is no such greeting is passed over in silence.
 */

/** A page that greets more often than this is not answered any more. */
const MOST = 64;
const LONGEST = 128;

function isName(value, least) {
  return typeof value === "string" && value.length >= least && value.length <= LONGEST;
}

function isGreeting(data) {
  return (
    typeof data === "object" && data !== null && data.tradeaid === 1 && data.type === "hello" &&
    isName(data.id, 1) && isName(data.nonce, 16)
  );
}

/** Files and sandboxes have an origin that is like no other and can be named by no one. */
function isOpaque(origin) {
  return origin === "null" || origin === "file://";
}

/** Whether this page around is talked to: the one that is named, or any of the web where none is. */
export function admits(named, origin) {
  if (named) {
    return named === origin || (named === "null" && isOpaque(origin));
  }
  return /^https?:\/\//.test(origin);
}

/** Waits for the page around; `connected(port, origin)` is called for each greeting that is answered. */
export function awaitHost(named, connected) {
  const host = window.parent;
  const answered = new Set();
  if (host === window) {
    return;
  }
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== host || !admits(named, origin) || !isGreeting(data)) {
      return;
    }
    const { id, nonce } = data;
    if (answered.has(nonce) || answered.size >= MOST) {
      return;
    }
    answered.add(nonce);
    const { port1, port2 } = new MessageChannel();
    source.postMessage({ tradeaid: 1, type: "welcome", id, nonce }, isOpaque(origin) ? "*" : origin, [port2]);
    connected(port1, origin);
  });
}
