//! `cargo xtask release`: records the present data in its history, so that the page can list later what has changed since
//! a link was made.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};
use chuhai_core::dataset::package::{ReleaseError, with_release};
use chuhai_core::date::civil_from_day;

use crate::check_data;

/// Adds the present state of the package in `dir` to its `releases.csv`; `renamed` has old and new ids.
///
/// # Errors
/// Returns an error if the package has a problem, its version is recorded with other data, or the file cannot be written.
pub fn command(dir: &Path, renamed: &[(String, String)]) -> Result<()> {
    match with_release(&check_data::files(dir)?, renamed, &today()?) {
        Ok(Some(history)) => {
            let file = dir.join("releases.csv");
            fs::write(&file, history).with_context(|| file.display().to_string())?;
            println!("recorded in {}", file.display());
            Ok(())
        }
        Ok(None) => {
            println!("recorded already: nothing has changed since");
            Ok(())
        }
        Err(ReleaseError::Problems(problems)) => {
            problems.iter().for_each(|problem| println!("{}/{problem}", dir.display()));
            bail!("{} problems in {}", problems.len(), dir.display())
        }
        Err(ReleaseError::VersionTaken(version, recorded, now)) => bail!(
            "version {version} is recorded with the dataset {recorded}, and the data is now {now}; raise `version` in \
             datapackage.json"
        ),
        Err(ReleaseError::NoRenaming(old, new)) => {
            bail!(
                "“{old}” was not renamed to “{new}”; name an id in releases.csv that is no more, then one of a record"
            )
        }
    }
}

/// Returns the date in UTC.
fn today() -> Result<String> {
    const SECONDS_PER_DAY: u64 = 86_400;
    let days = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / SECONDS_PER_DAY;
    let (year, month, day) = civil_from_day(i32::try_from(days).map_err(|_| anyhow!("the clock is centuries ahead"))?);
    Ok(format!("{year}-{month:02}-{day:02}"))
}
