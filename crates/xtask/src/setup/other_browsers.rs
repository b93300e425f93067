//! The browsers that are no Chromium, as Debian packs them: Firefox, and `WebKit` with its driver and a display that
//! nobody sees. Starts none of them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::command;

/// A browser, by what it takes to drive it.
struct Browser {
    name: &'static str,
    /// What stands beside it in the list of what is there.
    label: &'static str,
    packages: &'static [&'static str],
    find: fn() -> Option<PathBuf>,
    /// What whoever cannot install Debian's packages is to do.
    advice: &'static str,
}

const FIREFOX: Browser = Browser {
    name: "Firefox",
    label: "firefox",
    packages: &["firefox-esr"],
    find: firefox,
    advice: "install Firefox (Debian: `firefox-esr`).",
};

const WEBKIT: Browser = Browser {
    name: "WebKit with its driver",
    label: "webkit",
    packages: &["webkit2gtk-driver", "xvfb"],
    find: webkit,
    advice: "on Linux install WebKitGTK's driver, its MiniBrowser and Xvfb (Debian: `webkit2gtk-driver` and `xvfb`); \
             other systems run the tests in a container.",
};

/// Finds Firefox, or installs it.
pub(super) fn ensure_firefox() -> Result<()> {
    ensure(&FIREFOX)
}

/// Finds `WebKit`, or installs it.
pub(super) fn ensure_webkit() -> Result<()> {
    ensure(&WEBKIT)
}

fn ensure(browser: &Browser) -> Result<()> {
    let Browser { name, label, .. } = browser;
    if let Some(path) = (browser.find)() {
        super::found(label, &path.display().to_string());
        return Ok(());
    }
    if !debian::can_install() {
        bail!(
            "{name} is missing (the browser tests run in it too): {}",
            browser.advice
        );
    }
    super::installing(label, &browser.packages.join(" "));
    debian::install(browser.packages)?;
    (browser.find)()
        .map(drop)
        .with_context(|| format!("{name} was installed but cannot be found."))
}

fn firefox() -> Option<PathBuf> {
    let application = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    ["firefox-esr", "firefox"]
        .iter()
        .find_map(|name| command::find(name))
        .or_else(|| application.is_file().then_some(application))
}

/// The driver, where the display and its own small browser, which is in no path, are there too.
fn webkit() -> Option<PathBuf> {
    command::find("Xvfb")?;
    let browser = format!(
        "/usr/lib/{}-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        std::env::consts::ARCH
    );
    let has_browser = Path::new(&browser).is_file() || command::find("MiniBrowser").is_some();
    command::find("WebKitWebDriver").filter(|_| has_browser)
}
