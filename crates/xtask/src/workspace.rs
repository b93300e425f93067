//! Where things are in the checkout, and how cargo is called in it. No task lives here.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tree;

/// The checkout this task runs in.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout whose `cargo xtask` was called.
    pub(crate) fn find() -> Result<Self> {
        let crate_folder =
            std::env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask`")?;
        let root = Path::new(&crate_folder)
            .ancestors()
            .nth(2)
            .context("crates/xtask is not inside a workspace")?;
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// The version of every crate and of the release.
    pub(crate) const VERSION: &'static str = env!("CARGO_PKG_VERSION");

    /// The pack that a page gets when it names none.
    pub(crate) const DEFAULT_PACK: &'static str = "fujian-2024-2";

    /// A path of the checkout, written with `/`.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// `path` as a reader of the checkout would write it.
    pub(crate) fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// A program started in the root of the checkout.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that started this task, with the target folder of host builds.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = self.command(active_cargo());
        command.env("CARGO_TARGET_DIR", self.path("target"));
        command
    }

    /// A tool of the npm packages in `tests/`.
    pub(crate) fn npm_tool(&self, name: &str) -> Command {
        let ending = if cfg!(windows) { ".cmd" } else { "" };
        self.command(self.path(&format!("tests/node_modules/.bin/{name}{ending}")))
    }

    /// The `tradeaid` command, once it is built.
    pub(crate) fn tradeaid(&self) -> PathBuf {
        self.path(&format!(
            "target/debug/tradeaid{}",
            std::env::consts::EXE_SUFFIX
        ))
    }

    /// The source folders of the shipped packs; a pack is named by its folder.
    pub(crate) fn packs(&self) -> Result<Vec<Pack>> {
        let mut packs = Vec::new();
        for folder in tree::folders(&self.path("crates/packs"))? {
            let id = tree::file_name(&folder)?.to_owned();
            packs.push(Pack { id, folder });
        }
        Ok(packs)
    }

    /// Everything Rust code is compiled from, this task and the packs aside; the widget takes the keys of the texts.
    pub(crate) fn rust_sources(&self) -> Result<Vec<PathBuf>> {
        let mut sources = vec![
            self.path("Cargo.toml"),
            self.path("Cargo.lock"),
            self.path("web/texts/zh-CN.json"),
        ];
        for folder in tree::folders(&self.path("crates"))? {
            if !folder.ends_with("xtask") && !folder.ends_with("packs") {
                sources.push(folder);
            }
        }
        Ok(sources)
    }
}

/// One shipped pack in its source form.
pub(crate) struct Pack {
    /// Its id and the name of its folder.
    pub(crate) id: String,
    /// Where its source is.
    pub(crate) folder: PathBuf,
}

/// The cargo that started this task.
pub(crate) fn active_cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
