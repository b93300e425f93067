/*
 * What is done inside of a page to see it as a person does: finding, reading, and where to press. Each function is
 * sent to the page as text, so that none may use what stands around it, nor what Chromium 80 does not know.
 */

/** All elements that can be seen, through open shadow roots, with this text or name; those word for word first. */
export function find(selector, saying) {
  const found = [];
  const isFolded = (element) =>
    element.parentElement && element.parentElement.localName === "details" && !element.parentElement.open && element.localName !== "summary";
  const walk = (root) => {
    for (const element of root.children) {
      if (!isFolded(element)) {
        if (element.matches(selector) && element.getClientRects().length > 0) {
          found.push(element);
        }
        if (element.shadowRoot) {
          walk(element.shadowRoot);
        }
        walk(element);
      }
    }
  };
  walk(document);
  if (saying === null) {
    return found;
  }
  const plain = (text) => (text || "").replace(/\s+/g, " ").trim();
  const names = (element) => [element.getAttribute("aria-label"), element.textContent].map(plain);
  const exact = found.filter((element) => names(element).includes(saying));
  return exact.length > 0 ? exact : found.filter((element) => names(element).some((name) => name.includes(saying)));
}

/** The text of the first, without what cannot be seen. */
export function text([element]) {
  if (!element) {
    return null;
  }
  const parts = [];
  const isFolded = (parent, child) => parent.localName === "details" && !parent.open && child.localName !== "summary";
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        parts.push(child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE && child.getClientRects().length > 0 && !isFolded(node, child)) {
        walk(child);
      }
    }
  };
  walk(element);
  return parts.join(" ").replace(/\s+/g, " ").trim();
}

/** The middle of the first, brought into view; `why` where a person could not press there. */
export function spot([element]) {
  if (!element) {
    return { why: "it is not there" };
  }
  element.scrollIntoView({ block: "center", inline: "nearest" });
  const rect = element.getClientRects()[0];
  const x = rect.left + rect.width / 2;
  const y = rect.top + rect.height / 2;
  if (element.disabled) {
    return { why: "it is disabled" };
  }
  const label = element.labels && element.labels[0];
  // From root to root, for a closed one is seen from inside alone.
  for (let at = element; at; at = at.getRootNode().host) {
    const hit = at.getRootNode().elementFromPoint(x, y);
    if (!hit || !(at.contains(hit) || hit.contains(at) || (label && label.contains(hit)))) {
      return { why: `${hit ? hit.outerHTML.slice(0, 120) : "nothing"} is at ${x}, ${y}` };
    }
  }
  return { x, y };
}

/** Picks the option of a list that says so, and tells the page as a browser would. */
export function pick([list], saying) {
  const plain = (option) => option.textContent.trim();
  const options = Array.from(list.options);
  const option = options.find((each) => plain(each) === saying);
  if (!option) {
    throw new Error(`no option ${saying} among ${options.map(plain).join(", ")}`);
  }
  list.focus();
  list.value = option.value;
  list.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  list.dispatchEvent(new Event("change", { bubbles: true }));
}
