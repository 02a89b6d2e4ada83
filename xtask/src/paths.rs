//! Paths of the repository, the target directory, the tools and the built site.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Returns the root of the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Returns cargo's target directory, wherever the environment puts it.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Returns the directory of the tools that [`crate::setup`] installs; `cargo clean` removes it.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// Returns the directory of the built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Returns the first file on `PATH` of that name, as a shell would find it.
pub fn which(program: &str) -> Option<PathBuf> {
    which_in(program, env::var_os("PATH")?.as_os_str())
}

/// Returns the first file of that name in the directories of `path`.
pub fn which_in(program: &str, path: &OsStr) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|dir| dir.join(&name)).find(|candidate| candidate.is_file())
}
