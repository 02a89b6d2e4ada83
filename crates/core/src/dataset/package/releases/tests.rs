//! Tests of recording, of changes since a release, and of broken histories.

use super::super::fixture::{files, tiny, tiny_details};
use super::super::tests::{assert_problems, check};
use super::*;

/// The fixture with texts replaced, each of which has to be there, anywhere in the file.
fn with(changes: &[(&str, &str, &str)]) -> Files {
    let mut files = files();
    for (file, from, to) in changes {
        let text = String::from_utf8(files[*file].clone()).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        files.insert((*file).to_owned(), text.replace(from, to).into_bytes());
    }
    files
}

fn compiled(files: &Files) -> Compiled {
    read(files).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Ids of the records whose fingerprints differ between two packages with the same records.
fn differing(a: &Compiled, b: &Compiled) -> Vec<String> {
    let ids = a.dataset.records.iter().map(|record| record.id.to_string());
    let fingerprints = a.fingerprints.records.iter().zip(&b.fingerprints.records);
    ids.zip(fingerprints).filter(|(_, (a, b))| a != b).map(|(id, _)| id).collect()
}

#[test]
fn what_has_changed_since_a_release_is_known() {
    let (dataset, details) = (tiny(), tiny_details());
    let [release] = details.releases.as_slice() else { panic!("{:?}", details.releases) };
    assert_eq!(&*release.hash, "0a1b2c3d", "the present release is not one that something has changed since");
    let ids = |ixs: &[RecordIx]| ixs.iter().map(|ix| dataset.record(*ix).id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&release.changed), ["event-talkie"]);
    assert_eq!(ids(&release.added), ["quote-open-source"]);
    assert_eq!(release.removed, ["event-gone".into()]);
    assert_eq!(dataset.find_renamed("minimax-abroad"), dataset.find("minimax"));
    assert_eq!(dataset.find_renamed("minimax"), None);
}

#[test]
fn a_fingerprint_changes_with_the_record_and_its_evidence_alone() {
    let before = compiled(&files());
    let record = compiled(&with(&[("events.csv", "Launch of ChatGPT", "The launch of ChatGPT")]));
    assert_eq!(differing(&before, &record), ["event-chatgpt"]);
    let check = compiled(&with(&[("checks.csv", "The text is dated 29", "The text bears the date 29")]));
    assert_eq!(differing(&before, &check), ["event-tc260"]);
    let lane = compiled(&with(&[("lanes.csv", ",huawei", ",huawei-mark")]));
    assert_eq!(differing(&before, &lane), Vec::<String>::new());
    for other in [record, check, lane] {
        assert_ne!(other.dataset.meta.hash, before.dataset.meta.hash);
    }
}

#[test]
fn neither_the_order_of_rows_nor_the_version_nor_the_history_is_a_fact() {
    let before = compiled(&files());
    let mut other = with(&[("datapackage.json", "\"version\": \"0.1.0\"", "\"version\": \"0.2.0\"")]);
    let lanes = String::from_utf8(other["lanes.csv"].clone()).unwrap();
    let (head, rows) = lanes.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    other.insert("lanes.csv".into(), format!("{head}\n{}\n", rows.join("\n")).into_bytes());
    assert_eq!(compiled(&other).fingerprints, before.fingerprints);
    let mut young = files();
    let history = String::from_utf8(young["releases.csv"].clone()).unwrap();
    let kept: String =
        history.lines().filter(|line| !line.starts_with("0.1.0")).map(|line| format!("{line}\n")).collect();
    young.insert("releases.csv".into(), kept.into_bytes());
    assert_eq!(compiled(&young).fingerprints, before.fingerprints);
}

#[test]
fn a_new_id_changes_no_fact() {
    let renamed = ("malaysia".to_owned(), "my".to_owned());
    let files = with(&[
        ("places.csv", "malaysia", "my"),
        ("companies.csv", "malaysia", "my"),
        ("events.csv", "malaysia", "my"),
        ("datapackage.json", "\"version\": \"0.1.0\"", "\"version\": \"0.2.0\""),
    ]);
    let history = with_release(&files, &[renamed], "2025-01-01").unwrap().unwrap();
    let mut files = files;
    files.insert(FILE.into(), history.into_bytes());
    let after = compiled(&files);
    assert_eq!(differing(&compiled(&super::super::fixture::files()), &after), Vec::<String>::new());
    assert_eq!(after.dataset.meta.hash, tiny().meta.hash);
    assert_eq!(after.dataset.find_renamed("malaysia"), after.dataset.find("my"));
    assert_eq!(with_release(&files, &[], "2025-01-02"), Ok(None));
}

#[test]
fn a_release_is_recorded_once_and_under_a_version_of_its_own() {
    assert_eq!(with_release(&files(), &[], "2025-01-01"), Ok(None));
    let changed = ("events.csv", "Launch of ChatGPT", "The launch of ChatGPT");
    let (old, new) = (tiny().meta.hash.to_string(), compiled(&with(&[changed])).dataset.meta.hash.to_string());
    assert_eq!(
        with_release(&with(&[changed]), &[], "2025-01-01"),
        Err(ReleaseError::VersionTaken("0.1.0".into(), old.clone(), new.clone()))
    );
    let raised = ("datapackage.json", "\"version\": \"0.1.0\"", "\"version\": \"0.10.0\"");
    let mut files = with(&[changed, raised]);
    let history = with_release(&files, &[], "2025-01-01").unwrap().unwrap();
    assert!(history.contains(&format!("\n0.10.0,2025-01-01,{new},sea,")), "{history}");
    files.insert(FILE.into(), history.into_bytes());
    let Compiled { dataset, details, .. } = compiled(&files);
    let release = details.releases.iter().find(|release| *release.hash == *old).unwrap();
    assert_eq!(release.changed, [dataset.find("event-chatgpt").unwrap()]);
    assert!(release.added.is_empty() && release.removed.is_empty());
    assert_eq!(dataset.meta.released, "2025-01-01".parse().ok(), "the day this version was recorded");
    assert_eq!(compiled(&with(&[changed])).dataset.meta.released, None, "that version was recorded with other data");
}

#[test]
fn a_young_package_gets_its_history_with_the_first_release() {
    let mut files = files();
    files.remove(FILE);
    let history = with_release(&files, &[], "2025-01-01").unwrap().unwrap();
    assert!(history.starts_with(HEADER));
    assert_eq!(history.lines().count(), 1 + tiny().records.len());
    let none = ("nobody".to_owned(), "sea".to_owned());
    let used = ("latam".to_owned(), "sea".to_owned());
    let into_nothing = ("minimax-abroad".to_owned(), "nobody".to_owned());
    for (old, new) in [none, used, into_nothing] {
        let refused = with_release(&super::super::fixture::files(), &[(old.clone(), new.clone())], "");
        assert_eq!(refused, Err(ReleaseError::NoRenaming(old, new)));
    }
    files.insert("events.csv".into(), b"id\n".to_vec());
    assert!(matches!(with_release(&files, &[], ""), Err(ReleaseError::Problems(_))));
}

#[test]
fn the_history() {
    check(
        "releases.csv",
        "0.0.1,2024-09-01,0a1b2c3d,latam,",
        "0.0.1,2024-09-02,0a1b2c3d,latam,",
        &["releases.csv:8:date: 0.0.1 has “2024-09-01” in line 2; write the same in all rows of a release"],
    );
    check(
        "releases.csv",
        "0.0.1,2024-09-01,0a1b2c3d,latam,",
        "0.0.1,2024-09-01,0a1b2c3e,latam,",
        &["releases.csv:8:dataset: 0.0.1 has “0a1b2c3d” in line 2; write the same in all rows of a release"],
    );
    check(
        "releases.csv",
        "0a1b2c3d,latam,",
        "0a1b2c3d,sea,",
        &["releases.csv:8:record: “sea” stands in 0.0.1 twice; keep one of the two rows"],
    );
    check(
        "releases.csv",
        ",minimax\n",
        ",minimx\n",
        &[
            "releases.csv:22:renamed_to: “minimx” is not an id of `records`; correct it (“minimax”?), or add a row with \
         that id",
        ],
    );
    check(
        "releases.csv",
        "minimax-abroad,",
        "mobily,",
        &[
            "releases.csv:22:renamed_to: “mobily” is still an id of `records`; leave it empty",
            "releases.csv:23:record: “mobily” stands in 0.0.1 twice; keep one of the two rows",
        ],
    );
    check(
        "releases.csv",
        "0a1b2c3d,event-gone,87654321",
        "0a1b2c3d,event-gone,8765432",
        &["releases.csv:47:fingerprint: “8765432” is not a fingerprint of eight digits 0 to 9 and a to f; \
         a spreadsheet may have taken it for a number: take the row from the file as it was"],
    );
    let mut files = files();
    let history = String::from_utf8(files["releases.csv"].clone()).unwrap();
    let (head, rows) = history.split_once('\n').unwrap();
    let (old, new): (Vec<&str>, Vec<&str>) = rows.lines().partition(|line| line.starts_with("0.0.1"));
    let turned = [vec![head], new, old.clone()].concat().join("\n") + "\n";
    files.insert("releases.csv".into(), turned.into_bytes());
    assert_problems(&files, &["releases.csv:48:version: 0.0.1 comes after 0.1.0; keep the oldest release first"]);
    let torn = format!("{history}{}\n", old[0].replace(",sea,", ",other,"));
    files.insert("releases.csv".into(), torn.into_bytes());
    assert_problems(
        &files,
        &["releases.csv:94:version: 0.0.1 begins in line 2 already; keep the rows of a release together"],
    );
}
