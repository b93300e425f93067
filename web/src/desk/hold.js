/*
 * Keeps the focus in its field and the field in view: where a page moves the calculator, or takes it out and puts it
 * back, browsers take the focus away. Knows nothing of what stands in the field.
 */

export class Hold {
  constructor(app) {
    this.app = app;
    /** What has the focus, or had it when the page took the calculator away. */
    this.held = null;
    this.hears = [
      ["focusin", ({ target }) => this.arrived(target)],
      ["focusout", () => this.left()],
    ];
    this.hears.forEach(([type, listener]) => app.mount.addEventListener(type, listener));
    // A move is over when the calculator hears that it is in the page again; nothing else tells of its end.
    app.connected = () => {
      Object.getPrototypeOf(app).connected.call(app);
      this.giveBack();
    };
  }

  close() {
    delete this.app.connected;
    this.hears.forEach(([type, listener]) => this.app.mount.removeEventListener(type, listener));
  }

  /** Browsers bring only a part of a day into view, which a header of the page may cover, however far the field keeps off. */
  arrived(target) {
    this.held = target;
    if (target.type === "date" && !this.app.mount.hasAttribute("data-pointer")) {
      target.scrollIntoView({ block: "nearest" });
    }
  }

  /** Whoever goes somewhere else leaves the calculator where it is. */
  left() {
    const { element, mount } = this.app;
    const { held } = this;
    Promise.resolve().then(() => {
      if (element.isConnected && this.held === held && mount.getRootNode().activeElement !== held) {
        this.held = null;
      }
    });
  }

  /** Unless something else on the page has it by now. */
  giveBack() {
    if (this.held && this.held.isConnected && document.activeElement === document.body) {
      this.held.focus();
    }
  }
}
