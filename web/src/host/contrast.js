/*
 * Colours that the host set are corrected where they could not be read: text needs 4.5 to 1 against every ground it
 * stands on, edges of controls 3 to 1. A colour keeps its hue and moves no farther than it must; the host is told.
 * Only the light colours are the host's to set; the grounds that stay as they are stand in `styles/tokens.css`.
 */

/* A little more than is asked for: what is seen through another colour is rounded differently everywhere. */
const TEXT = 4.54;
const EDGE = 3.03;

/** The grounds that a host cannot set, on which its text and its accent are drawn: cards, quiet panels, what is chosen,
    cautions, errors, bars. */
const GROUNDS = [["#ffffff", TEXT], ["#edf2f2", TEXT], ["#e3eff1", TEXT], ["#fbf5e6", TEXT], ["#fdf1ef", TEXT], ["#dfe7e8", EDGE]];
/** What is drawn on the ground that it can set, and how well it has to stand out there. */
const ON_GROUND = [["#5a6a72", TEXT], ["#b0281c", TEXT], ["#744d00", TEXT], ["#6f8088", EDGE], ["#0b3f8a", EDGE]];

const NAMES = ["bg", "text", "accent"].map((name) => `--tradeaid-color-${name}`);
const DEFAULTS = ["#f4f7f7", "#15242b", "#0d5c6f"];
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

/** The relative luminance of a colour, by WCAG 2. */
function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How well two colours can be told apart, from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is seen of a colour that covers another one by a share. */
function over(colour, share, ground) {
  return colour.map((part, index) => Math.round(part * share + ground[index] * (1 - share)));
}

/** The colour, moved towards an end as little as it takes to stand out against all of these. */
export function corrected(colour, end, against) {
  const isFine = (each) => against.every(([other, least]) => contrast(each, other) >= least);
  let percent = 0;
  let found = colour;
  while (!isFine(found) && percent < 100) {
    percent += 1;
    found = over(end, percent / 100, colour);
  }
  return found;
}

const text = ([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`;

/** Reads colours as the browser does: an element that is not seen wears them. */
class Reader {
  constructor(root) {
    this.probe = root.appendChild(document.createElement("span"));
    this.probe.hidden = true;
  }

  /** Red, green, blue and how much it covers; nothing where it is no colour. */
  read(value) {
    this.probe.style.color = "";
    this.probe.style.color = value;
    if (!this.probe.style.color || !/^(?!inherit|initial|unset|revert|currentcolor)/i.test(value)) {
      return null;
    }
    return numbers(getComputedStyle(this.probe).color) || drawn(value);
  }

  end() {
    this.probe.remove();
  }
}

function numbers(computed) {
  const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(computed);
  return found && { colour: found.slice(1, 4).map(Number), share: found[4] === undefined ? 1 : Number(found[4]) };
}

/** Colours of newer kinds are what a picture shows of them. */
function drawn(value) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) {
    return null;
  }
  pen.fillStyle = value;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return { colour: [red, green, blue], share: alpha / 255 };
}

/** The ground of the page below an element. */
function groundBelow(element) {
  for (let node = element; node; node = node.parentNode || node.host) {
    const seen = node.nodeType === Node.ELEMENT_NODE && numbers(getComputedStyle(node).backgroundColor);
    if (seen && seen.share === 1) {
      return seen.colour;
    }
  }
  return WHITE;
}

export class Contrast {
  constructor(host) {
    this.host = host;
    this.told = "";
  }

  settled() {
    this.follow();
  }

  follow() {
    const { app, element } = this.host;
    const style = getComputedStyle(element);
    const wishes = NAMES.map((name) => style.getPropertyValue(name).trim());
    const isLight = app.mount.getAttribute("data-theme") === "light" && !app.mount.hasAttribute("data-preset");
    const wrong = [];
    if (wishes.some(Boolean) && isLight) {
      const reader = new Reader(app.shell.root);
      const colours = this.colours(wishes.map((wish, index) => wish && (reader.read(wish) || DEFAULTS[index])), reader);
      reader.end();
      NAMES.forEach((name, index) => this.set(name, wishes[index], colours[index], wrong));
    } else {
      NAMES.forEach((name) => app.mount.style.removeProperty(name));
    }
    const complaint = wrong.join("; ");
    if (complaint && complaint !== this.told) {
      this.host.report("BAD_CONFIG", complaint);
    }
    this.told = complaint || this.told;
  }

  /** The colours as they may be: each wish as it was given, or what stands in for it; nothing where nothing is wished. */
  colours(wishes, reader) {
    const fixed = ([value, least]) => [reader.read(value).colour, least];
    const seen = wishes.map((wish, index) => (typeof wish === "object" ? wish : reader.read(wish || DEFAULTS[index])));
    const bg = over(seen[0].colour, seen[0].share, wishes[0] ? groundBelow(this.host.element) : WHITE);
    const ground = corrected(bg, WHITE, ON_GROUND.map(fixed));
    const all = [[ground, TEXT], ...GROUNDS.map(fixed)];
    const drawn = seen.slice(1).map(({ colour, share }) => {
      const before = over(colour, share, ground);
      // What can be seen through looks otherwise on every ground.
      return { before, after: corrected(before, BLACK, all), isSolid: share === 1 };
    });
    return [{ before: bg, after: ground, isSolid: true }, ...drawn];
  }

  /** A colour that had to be corrected is set nearer to the calculator than the host's; any other is the host's. */
  set(name, wish, { before, after, isSolid }, wrong) {
    const { style } = this.host.app.mount;
    const isFine = text(before) === text(after) && !this.isNone(wish);
    if (isFine && isSolid) {
      style.removeProperty(name);
    } else {
      style.setProperty(name, text(after));
    }
    if (!isFine) {
      wrong.push(`${name}: ${wish || text(before)} cannot be read, ${text(after)} is taken`);
    }
  }

  /** Whether a wish is no colour at all. */
  isNone(wish) {
    return Boolean(wish) && (!CSS.supports("color", wish) || /^currentcolor$/i.test(wish));
  }
}
