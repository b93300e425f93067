/*
 * Takes the result away: on paper, as a file, as a link; and opens again what was saved. Each way falls back on the
 * next one, and where none is left the visitor is told what can be done instead. Nothing leaves the page by itself:
 * the host may take every file into its own hands.
 */

import { print } from "./print.js";

const TYPES = { pdf: "application/pdf", csv: "text/csv;charset=utf-8", json: "application/json;charset=utf-8" };
const KINDS = Object.keys(TYPES);

/** Browsers inside of other programs that show a page and save no file. */
const CAGED = /MicroMessenger|QQ\/|WeiBo|DingTalk|AlipayClient/i;

/** Until a browser has surely read what it saves. */
const READ = 60000;

export class Take {
  constructor(rooms) {
    this.rooms = rooms;
    this.app = rooms.app;
    this.ways = {
      print: (speak, data) => this.print(speak("sheet", data, "{}")),
      share: (speak, data) => this.share(speak, data),
      open: () => this.toggle("open", {}),
      agree: () => this.host.consent.agree(),
      refuse: () => this.host.consent.refuse(),
      withdraw: () => this.host.consent.refuse(),
      copy: () => this.copy(),
      pass: () => this.pass(),
      load: (speak) => this.load(speak),
    };
  }

  /** Whether a press was meant for a button of this place, which is then done. */
  async pressed({ target }) {
    const button = target.closest("[data-take]");
    const data = this.app.shell.saved;
    if (!button || !data) {
      return;
    }
    const way = button.getAttribute("data-take");
    const speak = await this.rooms.speakers(this.app.lang);
    await (TYPES[way] ? this.save(way, speak.file(way, data)) : this.ways[way](speak, data));
  }

  get host() {
    return this.rooms.host;
  }

  find(selector) {
    return this.app.mount.querySelector(selector);
  }

  /** What the host offers here, and what it has to ask for. */
  offered() {
    const { forms, share } = this.host.settings;
    const ways = [...forms, ...(share === "off" ? [] : ["share"]), "open"];
    return { ways: ways.join(" "), base: this.host.link.base, picture: share === "link" ? "no" : "", ...this.host.consent.wish };
  }

  /** Draws the place again with something opened or said. */
  show(wish) {
    this.rooms.wishes.take = { ...this.rooms.wishes.take, said: "", ...wish };
    return this.rooms.draw();
  }

  toggle(way, wish) {
    const { show } = this.rooms.wishes.take || {};
    return this.show({ show: show === way ? "" : way, ...wish });
  }

  /** Shows the link, which by that is made, or hides it again. */
  async share(speak, data) {
    await this.toggle("share", {});
    if (this.rooms.wishes.take.show === "share") {
      try {
        this.shared(speak.link(data, this.host.link.base));
      } catch (complaint) {
        // It stands where the link would.
      }
    }
  }

  /** The link of a case for the host; throws in words why there is none. */
  linked(speak, data) {
    let link;
    try {
      link = speak.link(data, this.host.link.base);
    } catch (complaint) {
      throw typeof complaint === "string" ? this.host.failure("BAD_PREFILL", complaint) : complaint;
    }
    this.shared(link);
    return link;
  }

  /** Tells the host of a link: it may put it into the address of its page, which is never done here. */
  shared(link) {
    if (!this.host.withholds) {
      this.app.shell.fire("share", { link });
    }
  }

  /** Prints; whether that was done, here or by the host. */
  async print(markup) {
    const isDone = !this.tell("print", "", { text: markup }) || print(this.app.shell.root, markup);
    if (!isDone) {
      await this.show({ show: "", said: "unprinted" });
    }
    return isDone;
  }

  /** A file for the host, which does with it what it wants. */
  made(kind, speak, data) {
    if (!KINDS.includes(kind)) {
      throw this.host.failure("BAD_CONFIG", `export("${kind}"): not one of ${KINDS.join(", ")}`);
    }
    const { name, bytes } = speak.file(kind, data);
    return Object.freeze({ v: 1, kind, name, type: TYPES[kind], text: textOf(kind, bytes), bytes });
  }

  /** Tells the host what is about to be taken away; false where the host does it by itself. A host that has to ask is
      told nothing before the visitor agreed. */
  tell(kind, name, content) {
    if (this.host.withholds) {
      return true;
    }
    const detail = Object.freeze({ v: 1, kind, name, ...content });
    return this.app.element.dispatchEvent(
      new CustomEvent("tradeaid-export", { bubbles: true, composed: true, cancelable: true, detail }),
    );
  }

  async save(kind, file) {
    if (!file || !file.name) {
      await this.show({ said: "unsaved" });
      return;
    }
    const text = textOf(kind, file.bytes);
    if (!this.tell(kind, file.name, text ? { text, bytes: file.bytes } : { bytes: file.bytes })) {
      return;
    }
    const isSaved = this.download(file, TYPES[kind]);
    await this.show(isSaved ? { show: "", said: "saved" } : { show: "copy", text: text.replace("\ufeff", "") });
  }

  /** Hands a file to the browser, by an address of its own or inside of one; whether that could be done. */
  download({ name, bytes }, type) {
    if (CAGED.test(navigator.userAgent) || !("download" in HTMLAnchorElement.prototype)) {
      return false;
    }
    return [blobOf, dataOf].some((way) => {
      try {
        this.follow(way(bytes, type), name);
        return true;
      } catch (refused) {
        return false;
      }
    });
  }

  follow(address, name) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.hidden = true;
    this.app.mount.appendChild(link);
    link.click();
    link.remove();
  }

  async copy() {
    const field = this.find("#td-take-text");
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      await this.show({ said: "copied" });
    } catch (refused) {
      const isCopied = (() => {
        try {
          return document.execCommand("copy");
        } catch (unknown) {
          return false;
        }
      })();
      await this.show({ said: isCopied ? "copied" : "select" });
    }
  }

  async pass() {
    const { value } = this.find("#td-take-text");
    try {
      await navigator.share(/^https?:/.test(value) ? { url: value } : { text: value });
    } catch (refused) {
      // Who closes the list of receivers has changed their mind.
      if (refused.name !== "AbortError") {
        await this.copy();
      }
    }
  }

  async load(speak) {
    const [file] = this.find("#td-take-file").files;
    const text = file ? await new Response(file).text() : this.find("#td-take-code").value;
    let opened;
    try {
      opened = speak.open(text);
    } catch (complaint) {
      await this.show({ said: String(complaint) });
      return;
    }
    if (!opened) {
      return;
    }
    const [saved] = opened.split("\n", 1);
    this.app.setCase(opened.slice(saved.length + 1));
    const answer = this.app.assess();
    const isSame = !saved || (answer && answer.result_id === saved);
    await this.show({ show: "", said: isSame ? "opened" : "changed" });
  }
}

/** What a file says, where it is a text. */
function textOf(kind, bytes) {
  return kind === "pdf" ? "" : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function blobOf(bytes, type) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  setTimeout(() => URL.revokeObjectURL(address), READ);
  return address;
}

function dataOf(bytes, type) {
  let letters = "";
  bytes.forEach((byte) => (letters += String.fromCharCode(byte)));
  return `data:${type};base64,${btoa(letters)}`;
}
