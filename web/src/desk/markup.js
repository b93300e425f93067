/*
 * Markup to nodes. Reads the well-formed subset that the desk writes (elements, quoted attributes, text with five
 * entities) and brings what stands in an element in line with it, node by node: what stays the same keeps its focus,
 * its place and whether it is unfolded. Nothing is ever parsed by the browser, so no policy of a page is in the way.
 */

const SVG = "http://www.w3.org/2000/svg";
const PIECE = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function plain(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]);
}

/** The nodes of some markup: texts, and elements as `{name, attributes, children}`. */
export function read(markup) {
  const top = { children: [] };
  const open = [top];
  for (const [, ends, name, attributes, isEmpty, text] of markup.matchAll(PIECE)) {
    const parent = open[open.length - 1];
    if (text !== undefined) {
      // A line break between two elements is the writer's, not the reader's.
      if (text.trim() !== "" || !text.includes("\n")) {
        parent.children.push(plain(text));
      }
    } else if (ends) {
      open.pop();
    } else {
      const element = { name, attributes: {}, children: [] };
      for (const [, key, value] of attributes.matchAll(ATTRIBUTE)) {
        element.attributes[key] = plain(value);
      }
      parent.children.push(element);
      if (!isEmpty) {
        open.push(element);
      }
    }
  }
  return top.children;
}

/** Brings the children of an element in line with these nodes. */
export function show(parent, nodes) {
  nodes.forEach((node, index) => {
    const before = parent.childNodes[index];
    const now = fits(before, node) ? before : made(parent, node);
    if (now !== before) {
      parent.insertBefore(now, before || null);
      if (before && !nodes.slice(index + 1).some((later) => fits(before, later))) {
        before.remove();
      }
    }
    fill(now, node);
  });
  while (parent.childNodes.length > nodes.length) {
    parent.lastChild.remove();
  }
}

function fits(node, wanted) {
  if (!node) {
    return false;
  }
  return typeof wanted === "string"
    ? node.nodeType === Node.TEXT_NODE
    : node.localName === wanted.name && (node.getAttribute("data-key") || "") === (wanted.attributes["data-key"] || "");
}

function made(parent, node) {
  if (typeof node === "string") {
    return document.createTextNode(node);
  }
  const isDrawn = node.name === "svg" || parent.namespaceURI === SVG;
  return isDrawn ? document.createElementNS(SVG, node.name) : document.createElement(node.name);
}

function fill(element, node) {
  if (typeof node === "string") {
    if (element.data !== node) {
      element.data = node;
    }
    return;
  }
  for (const { name } of [...element.attributes]) {
    // Whether it is unfolded is the reader's own doing.
    if (!(name in node.attributes) && name !== "open") {
      element.removeAttribute(name);
    }
  }
  Object.keys(node.attributes).forEach((name) => {
    const value = node.attributes[name];
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  });
  // A room within a room is filled for itself.
  if (!("data-room" in node.attributes)) {
    show(element, node.children);
  }
  hold(element, node);
}

/** What a person changes is a property, from which the attribute drifts away. */
function hold(element, { name, attributes }) {
  if (name === "option") {
    element.selected = "selected" in attributes;
  } else if (name === "input" && "type" in attributes) {
    element.checked = "checked" in attributes;
  }
}
