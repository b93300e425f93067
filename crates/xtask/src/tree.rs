//! Folders and files: listing, copying, digests. Knows nothing of what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use sha2::{Digest as _, Sha256, Sha384};

/// The folders directly inside `folder`, sorted; none where there is no such folder.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(folder)?
        .into_iter()
        .filter(|path| path.is_dir())
        .collect())
}

/// All files below `folder`, sorted; none where there is no such folder. Installed packages are not looked into.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(folder)? {
        if !path.is_dir() {
            found.push(path);
        } else if !path.ends_with("node_modules") {
            found.extend(files(&path)?);
        }
    }
    Ok(found)
}

/// The files below `folder` whose names end with one of `endings`.
pub(crate) fn files_ending(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = files(folder)?;
    found.retain(|path| {
        let name = path.to_string_lossy();
        endings.iter().any(|ending| name.ends_with(ending))
    });
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<std::io::Result<Vec<_>>>()
        })
        .with_context(|| format!("{} cannot be listed", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// The last part of a path, as text.
pub(crate) fn file_name(path: &Path) -> Result<&str> {
    path.file_name()
        .and_then(|name| name.to_str())
        .with_context(|| format!("{} has no name in plain text", path.display()))
}

/// Makes `folder` exist and be empty.
pub(crate) fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Reads a whole file as text.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes a file and the folders it needs.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("{} cannot be written", path.display()))
}

/// Lets everybody start a file as a program, where systems ask for that.
#[cfg_attr(
    not(unix),
    expect(unused_variables, reason = "such systems go by the name")
)]
pub(crate) fn make_program(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))
            .with_context(|| format!("{} cannot be made a program", path.display()))?;
    }
    Ok(())
}

/// One digest over settings and the names and contents of files and folders.
pub(crate) fn digest(settings: &str, paths: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    hash_part(&mut hash, settings.as_bytes());
    for path in paths {
        let inside = if path.is_dir() {
            files(path)?
        } else {
            vec![path.clone()]
        };
        for file in inside {
            hash_part(&mut hash, file.to_string_lossy().as_bytes());
            hash_part(&mut hash, &read(&file)?);
        }
    }
    Ok(base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(hash.finalize()))
}

/// Lengths go in too, so that no two lists of parts look alike.
fn hash_part(hash: &mut Sha256, part: &[u8]) {
    hash.update(part.len().to_string());
    hash.update([0]);
    hash.update(part);
}

/// The digest of `content` in the form of an `integrity` attribute, half as long: for what every visitor downloads.
pub(crate) fn short_integrity(content: &[u8]) -> String {
    let digest = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(content));
    format!("sha256-{digest}")
}

/// The digest of `content` in the form of an `integrity` attribute.
pub(crate) fn integrity(content: &[u8]) -> String {
    let digest = base64::prelude::BASE64_STANDARD.encode(Sha384::digest(content));
    format!("sha384-{digest}")
}

#[cfg(test)]
mod tests {
    use super::{integrity, short_integrity};

    #[test]
    fn short_integrity_of_nothing_is_the_published_one() {
        assert_eq!(
            short_integrity(b""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }

    #[test]
    fn integrity_of_nothing_is_the_published_one() {
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }
}
