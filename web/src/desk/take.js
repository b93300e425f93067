/*
 * Takes the result away: on paper, as a file, as a link; and opens again what was saved. Each way falls back on the
 * next one, and where none is left the visitor is told what can be done instead. Nothing leaves the page by itself:
 * the host may take every file into its own hands.
 */

import { print } from "./print.js";

const TYPES = { pdf: "application/pdf", csv: "text/csv;charset=utf-8", json: "application/json;charset=utf-8" };

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
      share: () => this.toggle("share", { base: this.app.element.getAttribute("share-base") || "" }),
      open: () => this.toggle("open", {}),
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

  find(selector) {
    return this.app.mount.querySelector(selector);
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

  async print(markup) {
    if (this.tell("print", "", { text: markup }) && !print(this.app.shell.root, markup)) {
      await this.show({ show: "", said: "unprinted" });
    }
  }

  /** Tells the host what is about to be taken away; false where the host does it by itself. */
  tell(kind, name, content) {
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
    const text = kind === "pdf" ? "" : new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
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
