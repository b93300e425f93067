/*
 * The sentences shown when the calculator cannot be shown: they must be at hand when no catalogue could be loaded.
 * Nothing else may be written here; every other text of the product lives in a text catalogue.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader.
 */
export var messages = {
  "zh-CN": {
    title: "测算工具没能打开",
    retry: "重试",
    copy: "复制",
    NETWORK: "文件没有下载成功。请检查网络，再点“重试”。",
    INTEGRITY: "下载到的文件与发布的版本不一致，没有运行。请联系本页面的维护单位。",
    MIME: "服务器返回的不是测算工具的文件。请联系本页面的维护单位。",
    CSP_WASM: "本页面的安全设置不允许运行测算程序。请换用新版浏览器，或联系本页面的维护单位。",
    UNSUPPORTED: "当前浏览器不能运行测算工具。请换用新版浏览器，双核浏览器请切换到极速模式。",
    BAD_CONFIG: "本页面给测算工具的设置有误。请联系本页面的维护单位。",
    PANIC: "测算中断了。点“重试”从最近一次结果继续，已填的内容会保留。"
  },
  en: {
    title: "The calculator could not be opened",
    retry: "Try again",
    copy: "Copy",
    NETWORK: "A file could not be downloaded. Check the connection, then try again.",
    INTEGRITY: "A file differs from the published release and was not run. Please tell the operator of this page.",
    MIME: "The server sent something else than the calculator. Please tell the operator of this page.",
    CSP_WASM: "The security settings of this page forbid the calculator. Please use a newer browser, or tell the operator of this page.",
    UNSUPPORTED: "This browser cannot run the calculator. Please use a newer browser.",
    BAD_CONFIG: "This page sets up the calculator wrongly. Please tell the operator of this page.",
    PANIC: "The calculator stopped. Try again to go on from the last result; what you entered is kept."
  }
};
