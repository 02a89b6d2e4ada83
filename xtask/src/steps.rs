//! Steps that say what they do and how long it took, and the running of other programs.

use std::fmt::Display;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs `work` as a named step: a line before it, and one after it with its time.
///
/// # Errors
/// Whatever `work` returns.
pub fn step<T>(name: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {name}");
    let start = Instant::now();
    let result = work();
    println!("{} {name} ({})", if result.is_ok() { '✓' } else { '✗' }, seconds(start.elapsed()));
    result
}

/// A line for something that was there already.
pub fn found(name: impl Display) {
    println!("✓ {name}");
}

/// A duration for people: `0.4 s`, `83 s`.
pub fn seconds(duration: Duration) -> String {
    let value = duration.as_secs_f64();
    if value < 10.0 { format!("{value:.1} s") } else { format!("{value:.0} s") }
}

/// Runs a program with its output going where ours goes.
///
/// # Errors
/// Where it cannot be started or ends with a failure; the message holds the command line.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs a program and returns what it prints; its messages go where ours go.
///
/// # Errors
/// Where it cannot be started or ends with a failure.
pub fn capture(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        bail!("`{line}` failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a program prints, in silence; `None` where it cannot be started or fails.
pub fn probe(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program, but ends it after `limit`.
///
/// # Errors
/// Where it cannot be started, fails, or does not end in time.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let line = line(command);
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start `{line}`"))?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("`{line}` failed ({status})");
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("`{line}` gave no answer within {}", seconds(limit));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
