/*
 * A sentence above the calculator, where something from outside could not be used. It goes with the next change. One
 * that is urgent has a button and stands over what is seen of the calculator, so that nothing moves when it comes or goes.
 */

export class Notice {
  constructor(mount) {
    this.mount = mount;
    this.node = null;
    this.data = null;
    this.isUrgent = false;
  }

  say(text) {
    this.put("p", "", text);
  }

  urge(text, action) {
    const panel = this.put("div", " td-notice--over", text);
    const button = panel.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "ta-btn";
    button.textContent = action;
    this.isUrgent = true;
    this.bringIntoView(panel);
  }

  /** Puts the sentence into a live place that is there already. */
  put(tag, more, text) {
    this.clear();
    this.node = document.createElement("div");
    this.node.className = `ta-shell td-notice${more}`;
    const panel = this.node.appendChild(document.createElement(tag));
    panel.className = "ta-panel";
    this.mount.insertBefore(this.node, this.mount.firstChild);
    panel.setAttribute("role", "alert");
    panel.textContent = text;
    return panel;
  }

  /** Nobody is scrolled anywhere: it comes to where the visitor is, also in a frame that is as high as its content. */
  bringIntoView(panel) {
    new IntersectionObserver(([{ intersectionRect, boundingClientRect }], observer) => {
      observer.disconnect();
      const hidden = Math.max(0, intersectionRect.top - boundingClientRect.top);
      panel.style.top = hidden && `calc(${hidden}px + var(--tradeaid-sticky-offset, 0px))`;
    }).observe(this.mount);
  }

  clear() {
    if (this.node) {
      this.node.remove();
      this.node = null;
    }
    this.data = null;
    this.isUrgent = false;
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
