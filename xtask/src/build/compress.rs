//! Compressed editions (`.br` and `.gz`) of the published files.

use std::fs::{self, File};
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::site::files;

/// Endings of files that are compressed already.
const COMPRESSED: [&str; 6] = ["br", "gz", "png", "jpg", "zip", "woff2"];

/// The sizes of brotli's input blocks, as powers of two, of which a document and the module get the best: that saves some 0.2 KB
/// of each.
const BLOCK_BITS: [i32; 3] = [18, 16, 19];
/// The sizes of files for which all of them are tried, in bytes: the edition in one file would take half a minute.
const LARGE: Range<usize> = 300_000..1_000_000;

/// Compresses every file below `dir`, at the highest levels, on all processors.
///
/// # Errors
/// Returns an error if a file cannot be read or written.
pub fn tree(dir: &Path) -> Result<()> {
    let is_compressed = |name: &str| COMPRESSED.iter().any(|ending| name.ends_with(&format!(".{ending}")));
    let names: Vec<_> = files::below(dir)?.into_iter().filter(|name| !is_compressed(name)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            file(&dir.join(name)).with_context(|| name.clone())?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = (0..thread::available_parallelism()?.get()).map(|_| scope.spawn(work));
        let threads: Vec<_> = threads.collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a thread panicked"))?)
    })
}

fn file(path: &Path) -> Result<()> {
    let bytes = fs::read(path)?;
    let name = path.to_string_lossy();
    let is_large = LARGE.contains(&bytes.len());
    let sizes = if is_large { &BLOCK_BITS[..] } else { &BLOCK_BITS[..1] };
    let mut best: Option<Vec<u8>> = None;
    for &lgblock in sizes {
        let params =
            BrotliEncoderParams { quality: 11, lgwin: 24, lgblock, size_hint: bytes.len(), ..Default::default() };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &params)?;
        if best.as_ref().is_none_or(|best| brotli.len() < best.len()) {
            best = Some(brotli);
        }
    }
    fs::write(format!("{name}.br"), best.unwrap_or_default())?;
    let mut gzip = GzEncoder::new(File::create(format!("{name}.gz"))?, Compression::best());
    gzip.write_all(&bytes)?;
    gzip.finish()?;
    Ok(())
}
