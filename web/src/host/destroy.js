/*
 * Takes a calculator away with all that was entered, for good: put into a page once more, its element begins anew.
 */

export function destroy(element, shell) {
  if (!shell.begun) {
    return;
  }
  shell.fire("destroy");
  element.remove();
  shell.dismiss();
  shell.begun = false;
  shell.saved = null;
  shell.wanted = null;
  if (shell.root instanceof ShadowRoot) {
    shell.root.textContent = "";
  } else {
    shell.root.remove();
    shell.root = null;
  }
  // Whoever waits for the next beginning waits for that one; a loading that is under way ends in nothing.
  shell.promise();
}
