/*
 * Keeps the focus in its field and the field in view: where a page moves the calculator, or takes it out and puts it
 * back, browsers take the focus away. Knows nothing of what stands in the field.
 */

export class Hold {
  constructor(app) {
    this.app = app;
    /** What has the focus, perhaps since before the desk came, or had it when the page took the calculator away. */
    this.held = app.mount.getRootNode().activeElement;
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

  /**
   * Chromium of today alone brings what the keyboard leads to into view below a header of the page, but of a day only a
   * part; the others leave what they take to be in view. Old ones lose at the frame of a choice or a day what is to be
   * free around it, so that its whole field goes first.
   */
  arrived(target) {
    this.held = target;
    if (!this.app.mount.hasAttribute("data-pointer")) {
      [target.closest(".ta-field"), target].forEach((each) => each && each.scrollIntoView({ block: "nearest" }));
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
