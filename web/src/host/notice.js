/*
 * A sentence above the calculator, where something from outside could not be used. It goes with the next change.
 */

export class Notice {
  constructor(mount) {
    this.mount = mount;
    this.node = null;
    this.data = null;
  }

  say(text) {
    this.clear();
    this.node = document.createElement("div");
    this.node.className = "ta-shell td-notice";
    const sentence = this.node.appendChild(document.createElement("p"));
    sentence.className = "ta-panel";
    this.mount.insertBefore(this.node, this.mount.firstChild);
    sentence.setAttribute("role", "alert");
    sentence.textContent = text;
  }

  clear() {
    if (this.node) {
      this.node.remove();
      this.node = null;
    }
    this.data = null;
  }

  /** Said about one case, it does not stand above another. */
  outdated(data) {
    if (this.node && this.data !== null && this.data !== data) {
      this.clear();
    } else {
      this.data = data;
    }
  }
}
