/*
 * How much room the calculator takes, told to the host once a frame when it changes; and how much of the window's top
 * the host covers, told to the style sheet.
 */

export class Size {
  constructor(host) {
    this.host = host;
    this.mount = host.app.mount;
    this.told = "";
    this.frame = 0;
    this.watch = new ResizeObserver(() => {
      this.frame = this.frame || requestAnimationFrame(() => this.measure());
    });
    this.watch.observe(this.mount);
  }

  follow() {
    this.mount.style.setProperty("--tradeaid-sticky-offset", this.host.settings.sticky);
  }

  close() {
    this.watch.disconnect();
    cancelAnimationFrame(this.frame);
  }

  measure() {
    this.frame = 0;
    const { width, height } = this.host.element.getBoundingClientRect();
    const size = { width: Math.round(width), height: Math.round(height) };
    const now = JSON.stringify(size);
    if (height > 0 && now !== this.told) {
      this.told = now;
      this.host.app.shell.fire("resize", size);
      this.host.tell("moved");
    }
  }
}
