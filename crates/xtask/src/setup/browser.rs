//! The browser of the tests and fonts with Chinese characters, without which its pictures show boxes. Starts
//! no browser.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{command, tree};

/// Names the browser to use, as `puppeteer` reads it too.
pub(super) const BROWSER_VARIABLE: &str = "PUPPETEER_EXECUTABLE_PATH";

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Finds Chromium, or installs it.
pub(super) fn ensure() -> Result<PathBuf> {
    if let Some(browser) = find() {
        super::found("browser", &browser.display().to_string());
        return Ok(browser);
    }
    if !debian::can_install() {
        bail!(
            "Chromium is missing (the browser tests run in it): install Chromium or Chrome, or name one in \
             {BROWSER_VARIABLE}."
        );
    }
    super::installing("browser", "chromium");
    debian::install(&["chromium"])?;
    find().context("Debian's chromium was installed but is not in the PATH.")
}

fn find() -> Option<PathBuf> {
    let named = std::env::var_os(BROWSER_VARIABLE).map(PathBuf::from);
    named
        .into_iter()
        .chain(NAMES.iter().filter_map(|name| command::find(name)))
        .chain(APPLICATIONS.iter().map(PathBuf::from))
        .find(|path| path.is_file())
}

/// Finds fonts with Chinese characters, or installs them. Systems other than Linux bring theirs.
pub(super) fn ensure_chinese_fonts() -> Result<()> {
    if !cfg!(target_os = "linux") || have_chinese_fonts()? {
        super::found("Chinese fonts", "found");
        return Ok(());
    }
    if !debian::can_install() {
        bail!(
            "Fonts with Chinese characters are missing: install Noto Sans CJK (Debian: `fonts-noto-cjk`)."
        );
    }
    super::installing("Chinese fonts", "fonts-noto-cjk");
    debian::install(&["fonts-noto-cjk"])
}

fn have_chinese_fonts() -> Result<bool> {
    let listed = command::read(Command::new("fc-list").arg(":lang=zh-cn"));
    if let Ok(listed) = listed {
        return Ok(!listed.is_empty());
    }
    // Without fontconfig's lister, the files themselves.
    let fonts = tree::files("/usr/share/fonts".as_ref())?;
    Ok(fonts
        .iter()
        .any(|path| path.to_string_lossy().contains("CJK")))
}
