/*
 * How high this page wants to be: told at most once a drawn frame, not for a difference of two pixels, and not without
 * end where the page around answers every growth with room for another one. Tells numbers; sets the height of nothing.
 */

/** Differences that nobody sees, and that rounding alone can make. */
const SLACK = 2;

/** So often the page may grow in widths that were seen before, and nobody touched it; then something drives it. */
const GROWTHS = 24;

/** Until a page around that heeds what it is told has surely done so. */
const PATIENCE = 500;

/** A frame that cannot be seen is not drawn, and its height matters all the same. */
const UNDRAWN = 200;

const TOUCHES = ["pointerdown", "keydown", "input", "wheel", "touchstart"];

export class Height {
  /** `content` is as high as what stands in it; `tell(height)` is called when that has changed. */
  constructor(content, tell) {
    this.content = content;
    this.tell = tell;
    this.isOn = false;
    this.told = 0;
    this.forget();
    this.frame = 0;
    this.timer = 0;
    this.late = 0;
    this.observer = new ResizeObserver(() => this.soon());
    this.touched = () => this.forget();
    this.checked = () => this.check();
  }

  start() {
    this.stop();
    this.isOn = true;
    this.observer.observe(this.content);
    TOUCHES.forEach((type) => document.addEventListener(type, this.touched, true));
    window.addEventListener("resize", this.checked);
    this.soon();
  }

  /** Nobody is told any more: the page scrolls by itself, as pages do. */
  stop() {
    this.isOn = false;
    this.observer.disconnect();
    TOUCHES.forEach((type) => document.removeEventListener(type, this.touched, true));
    window.removeEventListener("resize", this.checked);
    clearTimeout(this.timer);
    this.unplan();
    this.told = 0;
    this.forget();
    scrolls(true);
  }

  forget() {
    this.growths = 0;
    this.widths = new Set();
  }

  /** Measures with the next picture, or without one. */
  soon() {
    if (this.isOn && !this.frame) {
      const measure = () => this.measure();
      this.frame = requestAnimationFrame(measure);
      this.late = setTimeout(measure, UNDRAWN);
    }
  }

  unplan() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.late);
    this.frame = 0;
  }

  measure() {
    this.unplan();
    const { width, height } = this.content.getBoundingClientRect();
    const wanted = Math.ceil(height);
    if (width === 0 || Math.abs(wanted - this.told) <= SLACK || (wanted > this.told && !this.mayGrow(width))) {
      return;
    }
    this.told = wanted;
    this.tell(wanted);
    clearTimeout(this.timer);
    this.timer = setTimeout(this.checked, PATIENCE);
  }

  /** A width that is new is a reason to grow; one that comes back is none, or a scroll bar could go on for ever. */
  mayGrow(width) {
    const isNew = !this.widths.has(Math.round(width));
    this.widths.add(Math.round(width));
    this.growths += isNew ? 0 : 1;
    return this.growths <= GROWTHS;
  }

  /** A scroll bar that comes for a moment makes the text narrower and higher; where the room is given it has no use. */
  check() {
    scrolls(window.innerHeight < this.content.getBoundingClientRect().height - SLACK);
  }
}

function scrolls(isWanted) {
  document.documentElement.style.overflowY = isWanted ? "" : "hidden";
}
