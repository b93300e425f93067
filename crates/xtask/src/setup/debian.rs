//! Installing packages on Debian as root, where that is possible. Knows no package by name.

use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

/// Whether packages can be installed here without asking anybody.
pub(super) fn can_install() -> bool {
    is_debian() && is_root() && command::find("apt-get").is_some()
}

fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    command::read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs packages. The package lists are fetched only when the ones at hand do not do. Nothing is ever
/// removed to make room: a machine's own compiler or browser stays.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    if command::run(&mut apt_install(packages)).is_ok() {
        return Ok(());
    }
    command::run(apt_get().args(["-qq", "update"])).context("apt-get update did not work")?;
    command::run(&mut apt_install(packages))
        .with_context(|| format!("apt-get install {} did not work", packages.join(" ")))
}

fn apt_install(packages: &[&str]) -> Command {
    let mut command = apt_get();
    command
        .args([
            "-qq",
            "install",
            "--yes",
            "--no-remove",
            "--no-install-recommends",
        ])
        .args(packages);
    command
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
