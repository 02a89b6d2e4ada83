//! Repair of queries that other programs mangled: escaped twice, with full-width characters, or with the punctuation of
//! the surrounding sentence. Only unambiguous values are repaired; an unknown value stays unknown.

use super::PARAMS;

/// Punctuation that programs include at the end of an address when they make a link of it.
const CLOSING: &str = ".,;:!?)]}>\"'*_~。，、；：！？）］】》〉」』”’…～\u{200b}\u{2060}\u{feff}";

/// Returns the parameters under their own names, with those split off that an escaped `&` or `=` has glued to others.
/// Unknown parameters stay unchanged.
pub fn repaired_query(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let mut out = Vec::with_capacity(pairs.len());
    pairs.iter().for_each(|(name, value)| push_param(&mut out, name, value));
    out
}

fn push_param(out: &mut Vec<(String, String)>, name: &str, value: &str) {
    let glued = name.split_once(['=', '＝']).filter(|(first, _)| value.is_empty() && known_param(first).is_some());
    match (known_param(name), glued) {
        (Some(known), _) => {
            let (value, more) = split_glued(known, value);
            // Addresses of files do not end in these.
            let value = if known == "data" {
                value.trim_end_matches(|c: char| !c.is_ascii() && CLOSING.contains(c))
            } else {
                value
            };
            out.push((known.to_owned(), value.to_owned()));
            if let Some((name, value)) = more {
                push_param(out, name, value);
            }
        }
        (None, Some((name, value))) => push_param(out, name, value),
        (None, None) => out.push((name.to_owned(), value.to_owned())),
    }
}

/// The page's parameter that `name` is a form of.
fn known_param(name: &str) -> Option<&'static str> {
    let name = fold_ascii(name);
    let mut name = &*name;
    while let Some(rest) = name.strip_prefix("amp;").or_else(|| name.strip_prefix("#38;")) {
        name = rest;
    }
    PARAMS.iter().map(|param| param.name).chain(["data"]).find(|known| *known == name)
}

/// Splits off the first parameter glued to the end of a value. A search text may have an `&` and `=` of its own, so there
/// only an escaped `&` splits.
fn split_glued<'a>(name: &str, value: &'a str) -> (&'a str, Option<(&'a str, &'a str)>) {
    for (at, sign) in value.char_indices().filter(|(_, c)| ['&', '＆'].contains(c)) {
        let rest = &value[at + sign.len_utf8()..];
        let more = rest.split_once(['=', '＝']).filter(|(next, _)| known_param(next).is_some());
        if more.is_some_and(|(next, _)| name != "q" || next.starts_with("amp;")) {
            return (&value[..at], more);
        }
    }
    (value, None)
}

/// The candidates for a value, best first: unchanged, folded to ASCII lower case, and then without one closing character
/// after another.
pub(super) fn candidate_values(name: &str, value: &str) -> impl Iterator<Item = String> {
    let plain = Some(fold_ascii(value)).filter(|_| name != "q");
    let shorter = |value: &String| {
        let (at, last) = value.char_indices().next_back()?;
        CLOSING.contains(last).then(|| value[..at].trim_end().to_owned())
    };
    std::iter::once(value.to_owned()).chain(std::iter::successors(plain, shorter))
}

/// Folds full-width characters to ASCII and capitals to lower case; trims spaces at the ends and beside `~`.
fn fold_ascii(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from((c as u32 - 0xfee0) as u8),
        other => other,
    };
    let text: String = text.chars().map(fold).collect();
    text.split('~').map(|part| part.trim().to_ascii_lowercase()).collect::<Vec<_>>().join("~")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::package::fixture::tiny;
    use crate::state::{State, from_query};

    fn decoded(query: &str) -> Vec<(String, String)> {
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (name.to_owned(), value.to_owned())
        };
        query.split('&').filter(|part| !part.is_empty()).map(pair).collect()
    }

    /// Splits before decoding `%XX`, as browsers do.
    fn pairs(query: &str) -> Vec<(String, String)> {
        let undo = |text: String| text.replace("%26", "&").replace("%3B", ";").replace("%3D", "=").replace("%20", " ");
        decoded(query).into_iter().map(|(name, value)| (undo(name), undo(value))).collect()
    }

    fn state(query: &str) -> (State, usize) {
        let (state, ignored) = from_query(&repaired_query(&pairs(query)), State::default(), &tiny());
        (state, ignored.len())
    }

    #[test]
    fn queries_escaped_twice_are_repaired() {
        let expected = state("step=rules&lang=en&embed=1");
        assert!(expected.0.page.step > 0 && expected.0.page.embed && expected.1 == 0);
        for query in [
            "step=rules&amp;lang=en&amp;embed=1",
            "step=rules&amp;amp;lang=en&amp;embed=1",
            "step=rules&#38;lang=en&#38;embed=1",
            "step=rules%26amp%3Blang=en%26amp%3Bembed=1",
            "step=rules%26lang%3Den%26embed%3D1",
            "step%3Drules%26lang%3Den%26embed%3D1",
            "step＝rules＆lang＝en＆embed＝1",
            "ｓｔｅｐ=ｒｕｌｅｓ&LANG=EN&Embed=1",
            "step=Rules&lang=en-GB&embed=1%20",
            "step=rules。&lang=en，&embed=1）",
            "step=rules.&lang=en-US)&embed=1\"",
            "step=rules**&lang=en_US&embed=1,",
        ] {
            assert_eq!(state(query), expected, "{query}");
        }
        assert_eq!(&*state("q=R&D%26amp%3Bembed=1").0.filter.text, "R", "others’ parameters stay others’");
        assert_eq!(&*state("q=R%26D%26t=1").0.filter.text, "R&D&t=1");
        assert_eq!(&*state("q=R%26D%26amp%3Bembed=1").0.filter.text, "R&D");
        assert_eq!(repaired_query(&pairs("utm_Source=A。&amp;fbclid=x")), pairs("utm_Source=A。&amp;fbclid=x"));
        assert_eq!(repaired_query(&pairs("data=x.bin。")), pairs("data=x.bin"));
    }

    #[test]
    fn lists_dates_and_languages_lose_glued_punctuation() {
        for (query, expected) in [
            ("region=SEA~%20mideast。", "region=sea~mideast"),
            ("region=sea～mideast", "region=sea~mideast"),
            ("kind=Launch", "kind=launch"),
            ("status=Contested！", "status=contested"),
            ("t=2024..。", "t=2024.."),
            ("t=2024-03..2024-05.", "t=2024-03..2024-05"),
            ("t=２０２４..２０２５", "t=2024..2025"),
            ("view=MAP」", "view=map"),
            ("theme=Dark；", "theme=dark"),
            ("sel=Event-TC260）。", "sel=event-tc260"),
            ("lang=zh-CN", "lang=zh"),
            ("lang=zh_TW", "lang=zh"),
            ("lang=zh-Hant-HK。", "lang=zh"),
        ] {
            assert_eq!(state(query), state(expected), "{query}");
            assert_eq!(state(query).1, 0, "{query}");
        }
    }

    #[test]
    fn unknown_values_are_still_ignored() {
        for query in [
            "step=rulez。",
            "region=se a",
            "region=。",
            "lang=zhongwen",
            "lang=e",
            "embed=11",
            "t=2024-13。",
            "sel=event tc260",
            "kind=laun",
            "view=maps",
        ] {
            assert_eq!(state(query).1, 1, "{query}");
        }
    }

    proptest! {
        /// Repair never turns a value into another: only closing characters go.
        #[test]
        fn only_closing_characters_go(value in "[a-z0-9~ .,。）-]{0,12}") {
            for candidate in candidate_values("step", &value) {
                let original: String = value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                let kept: String = candidate.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                prop_assert_eq!(original, kept);
            }
        }

        #[test]
        fn any_address_is_read_to_the_end(name in ".{0,12}", value in ".{0,20}") {
            let all = repaired_query(&[(name.clone(), value.clone())]);
            prop_assert!(!all.is_empty());
            prop_assert_eq!(repaired_query(&all), all);
        }
    }
}
