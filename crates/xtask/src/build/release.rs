//! A release: the list of its files, the digests of them, and the folders they are published to. Makes no file
//! of a release but the lists of digests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Build, Mode, package, scripts, web};
use crate::step::Step;
use crate::tree;
use crate::workspace::Workspace;

/// Who asks for a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// The loader, on behalf of a visitor.
    Widget,
    /// Whoever names it: a page, or the programs and tools of those who use the engine without the widget.
    Developer,
}

/// The files of a release by their names in it.
#[derive(Default)]
pub(super) struct Release {
    files: BTreeMap<String, (PathBuf, Reader)>,
}

/// The loader's name in the release, and of the pages that embed it.
const LOADER: &str = "tradeaid.js";
/// The page for frames, which names the loader.
const FRAME: &str = "frame.html";
/// The list of the digests of all files of a release.
const DIGESTS: &str = "integrity.json";
/// The list of the digests of all files that the loader asks for.
const LIST: &str = "files.json";
/// The script that has other ways to these files.
const ENGINES: &str = "engines.js";
/// Everything in one page.
const SINGLE: &str = "single.html";
/// What the first answer needs besides a pack, and what vouches for all the rest: digests do not compress, so the loader
/// holds no others.
const FIRST: [&str; 6] = [
    "widget.js",
    "widget.bin",
    "widget.css",
    "texts/zh-CN.json",
    LIST,
    ENGINES,
];

impl Release {
    /// Takes a file into the release.
    pub(super) fn add(&mut self, name: String, file: PathBuf, reader: Reader) {
        self.files.insert(name, (file, reader));
    }

    /// Makes the loader and the list of digests, then writes `dist/` and `pkg/dist/`.
    pub(super) fn publish(mut self, build: &Build) -> Result<()> {
        let mut manifest =
            self.digests(|reader| reader == Reader::Widget, tree::short_integrity)?;
        let (list, text) = (build.stage.join(LIST), serde_json::to_string(&manifest)?);
        tree::write(&list, &text)?;
        let engines = web::build_engines(build, &text)?;
        for (name, file) in [(LIST, list), (ENGINES, engines)] {
            manifest.insert(name.to_owned(), tree::short_integrity(&tree::read(&file)?));
            self.add(name.to_owned(), file, Reader::Widget);
        }
        manifest.retain(|name, _| is_first(name));
        let loader = web::build_loader(build, &serde_json::to_string(&manifest)?)?;
        self.add(LOADER.to_owned(), loader.clone(), Reader::Developer);
        let integrity = tree::integrity(&tree::read(&loader)?);
        let frame = build.stage.join(FRAME);
        let page = build.workspace.path("web/src/frame").join(FRAME);
        tree::write(&frame, filled(&tree::read(&page)?, &integrity))?;
        self.add(FRAME.to_owned(), frame, Reader::Developer);
        let single = scripts::build_single(build, &self)?;
        self.add(SINGLE.to_owned(), single, Reader::Developer);
        let list = build.stage.join(DIGESTS);
        let digests = self.digests(|_| true, tree::integrity)?;
        tree::write(&list, serde_json::to_string_pretty(&digests)?)?;
        self.add(DIGESTS.to_owned(), list, Reader::Developer);

        let pages = build.workspace.path("web/pages");
        let dist = build.workspace.path("dist");
        let mut inputs: Vec<PathBuf> = self.files.values().map(|(file, _)| file.clone()).collect();
        inputs.push(pages.clone());
        let licences = package::licences(build.workspace);
        inputs.extend(licences.iter().map(|(_, file)| file.clone()));
        let package = build.workspace.path("pkg/dist");
        let mut outputs = vec![dist.clone()];
        if build.mode == Mode::Release {
            outputs.push(package.clone());
        }
        let step = Step {
            name: "dist",
            inputs: &inputs,
            settings: build.mode.name(),
            outputs: &outputs,
        };
        build.step(&step, || {
            tree::clear(&dist)?;
            copy_pages(&pages, &dist, &integrity)?;
            self.copy_to(&folder(build.workspace))?;
            if build.mode == Mode::Release {
                tree::clear(&package)?;
                self.copy_to(&package)?;
                for (name, file) in &licences {
                    tree::write(&package.join(name), tree::read(file)?)?;
                }
            }
            Ok(())
        })
    }

    /// The files that the loader asks for and whose names end with one of `endings`, with their names.
    pub(super) fn files_ending(&self, endings: &[&str]) -> Vec<(String, PathBuf)> {
        let read = |(_, (_, reader)): &(_, &(_, Reader))| *reader == Reader::Widget;
        let named = |name: &str| endings.iter().any(|ending| name.ends_with(ending));
        let files = self.files.iter().filter(read);
        files
            .filter(|(name, _)| named(name))
            .map(|(name, (file, _))| (name.clone(), file.clone()))
            .collect()
    }

    /// Where a file of the release was made.
    pub(super) fn file(&self, name: &str) -> Result<PathBuf> {
        let known = self.files.get(name).map(|(file, _)| file.clone());
        known.with_context(|| format!("the release has no {name}"))
    }

    fn digests(
        &self,
        wanted: impl Fn(Reader) -> bool,
        digest: impl Fn(&[u8]) -> String,
    ) -> Result<BTreeMap<String, String>> {
        self.files
            .iter()
            .filter(|(_, (_, reader))| wanted(*reader))
            .map(|(name, (file, _))| Ok((name.clone(), digest(&tree::read(file)?))))
            .collect()
    }

    fn copy_to(&self, folder: &Path) -> Result<()> {
        for (name, (file, _)) in &self.files {
            tree::write(&folder.join(name), tree::read(file)?)?;
        }
        Ok(())
    }
}

/// Whether the first answer in Chinese needs a file.
fn is_first(name: &str) -> bool {
    let pack = |part| name == format!("packs/{}.{part}.json", Workspace::DEFAULT_PACK);
    FIRST.contains(&name) || pack("core") || pack("zh-CN")
}

/// Where `dist/` has the files of the release.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.path(&format!("dist/tradeaid/{}", Workspace::VERSION))
}

/// Copies the pages with the places filled where they name the version and the loader's digest.
fn copy_pages(pages: &Path, dist: &Path, integrity: &str) -> Result<()> {
    for page in tree::files(pages)? {
        let content = filled(&tree::read(&page)?, integrity);
        tree::write(&dist.join(page.strip_prefix(pages)?), content)?;
    }
    Ok(())
}

/// A page with its places filled. Bytes, not text: a page may be in any encoding.
fn filled(page: &[u8], integrity: &str) -> Vec<u8> {
    let page = replace(page, b"{{version}}", Workspace::VERSION.as_bytes());
    replace(&page, b"{{integrity}}", integrity.as_bytes())
}

fn replace(content: &[u8], place: &[u8], with: &[u8]) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some((first, after)) = rest.split_first() {
        if let Some(after_place) = rest.strip_prefix(place) {
            replaced.extend_from_slice(with);
            rest = after_place;
        } else {
            replaced.push(*first);
            rest = after;
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn places_are_filled_between_bytes_of_any_encoding() {
        let page = b"\xc4\xfa{{v}}\xba\xc3{{v}}{v";
        assert_eq!(replace(page, b"{{v}}", b"1.0"), b"\xc4\xfa1.0\xba\xc31.0{v");
    }
}
