/*
 * What this browser can do on this page, found out by trying and not by its name. Nothing is stored, saved or copied.
 */

/** The fonts that the style sheet names for Chinese. */
const FONTS = ["PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"];
const SAMPLE = "mmmmmmmmmmlli国";
const EMPTY_MODULE = [0, 97, 115, 109, 1, 0, 0, 0];

export async function examineBrowser() {
  return {
    agent: navigator.userAgent,
    engine: await engine(),
    secure: window.isSecureContext === true,
    framed: window.parent !== window,
    sandboxed: window.origin === "null",
    trustedTypes: Boolean(window.trustedTypes),
    storage: { local: tried(() => window.localStorage.length >= 0), session: tried(() => window.sessionStorage.length >= 0) },
    clipboard: Boolean(navigator.clipboard && navigator.clipboard.writeText),
    share: typeof navigator.share === "function",
    download: "download" in HTMLAnchorElement.prototype && typeof URL.createObjectURL === "function",
    print: typeof window.print === "function",
    fonts: FONTS.filter(isInstalled),
    features: {
      constructedSheets: "adoptedStyleSheets" in document,
      elementInternals: "attachInternals" in HTMLElement.prototype,
      resizeObserver: "ResizeObserver" in window,
      weakRef: "WeakRef" in window,
      parts: "part" in Element.prototype,
    },
  };
}

/** Whether WebAssembly runs, or why it does not. */
async function engine() {
  if (!window.WebAssembly) {
    return "none";
  }
  try {
    await WebAssembly.compile(new Uint8Array(EMPTY_MODULE));
    return "wasm";
  } catch (barred) {
    return /csp|content.security|disallowed|unsafe-eval|blocked|refused/i.test(barred.message) ? "barred" : "none";
  }
}

function tried(action) {
  try {
    return action();
  } catch (barred) {
    return false;
  }
}

/** Whether a font is there: words in it are as wide whatever stands in for it. */
function isInstalled(font) {
  const pen = document.createElement("canvas").getContext("2d");
  const wide = (family) => {
    pen.font = `72px ${family}`;
    return pen.measureText(SAMPLE).width;
  };
  return Boolean(pen) && ["serif", "monospace"].every((other) => wide(`"${font}", ${other}`) !== wide(other));
}
