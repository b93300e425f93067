/*
 * A calculator in the tree of the page, where toolbars reach it that do not enter shadow trees. What the host wrote inside
 * the element is kept aside while the calculator stands. Where the page has no place for one, it gets a shadow tree.
 * Draws no calculator: once its root is prepared, the runtime does, as everywhere.
 */

import { MARK, strip, wear } from "./scoped.js";

/** Until the runtime draws there is nothing to tell anyone. */
const NOBODY = { open: () => Promise.resolve(), close() {}, connected() {}, disconnected() {}, changed() {} };

/** Why a calculator cannot stand in the tree of the page; nothing where it can. */
function obstacle({ element, root }) {
  if (!("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype && CSS.supports("all", "revert"))) {
    return "this browser cannot keep its styles apart";
  }
  if (element.closest("form")) {
    return "a form of the page would take its fields for its own";
  }
  // Names of fields are known in the whole tree.
  const others = [...element.getRootNode().querySelectorAll(`.${MARK}`)].filter((each) => each !== root);
  return others.length > 0 ? "there is one in this page already" : "";
}

/** Prepares the root of a calculator, has the runtime draw in it, and stands in for what it draws until then. */
export function enter(shell) {
  const why = obstacle(shell);
  if (why) {
    shell.report("BAD_CONFIG", `dom="light": ${why}, so it stands in a shadow tree`);
    shell.root.remove();
    shell.root = shell.element.attachShadow({ mode: "open" });
    shell.root.appendChild(shell.slot);
  } else {
    settle(shell);
  }
  shell.start();
  return NOBODY;
}

/** From now on the host's own words give way to the calculator and come back, and the styles come and go with it. */
function settle(shell) {
  const { element, root } = shell;
  const { reveal, dismiss, connected, disconnected } = Object.getPrototypeOf(shell);
  const aside = document.createDocumentFragment();
  root.className = MARK;
  root.host = element;
  shell.reveal = () => {
    [...element.childNodes].filter((node) => node !== root).forEach((node) => aside.appendChild(node));
    reveal.call(shell);
  };
  shell.dismiss = () => {
    strip(root);
    element.insertBefore(aside, root.parentNode === element ? root : null);
    dismiss.call(shell);
  };
  shell.connected = () => {
    // The page may have emptied its element; and one that was destroyed has another root by now, or none.
    if (shell.root === root) {
      if (root.parentNode !== element) {
        element.appendChild(root);
      }
      wear(root);
    }
    connected.call(shell);
  };
  shell.disconnected = () => {
    strip(root);
    disconnected.call(shell);
  };
}
