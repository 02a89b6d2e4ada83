//! Pinyin of the Chinese names of a dataset. Host only: the page gets the syllables, never the tables they come from.

use pinyin::ToPinyin;

use super::folding::is_han;

/// Words in which a character has another reading than the library's, which knows single characters alone and takes
/// 行 as xíng, 调 as diào, 重 as zhòng, 长 as zhǎng, 会 as huì, 乐 as lè, 还 as hái.
const WORDS: &[(&str, &str)] = &[
    ("行业", "hang ye"),
    ("同行", "tong hang"),
    ("银行", "yin hang"),
    ("央行", "yang hang"),
    ("中行", "zhong hang"),
    ("调整", "tiao zheng"),
    ("协调", "xie tiao"),
    ("重新", "chong xin"),
    ("重组", "chong zu"),
    ("重庆", "chong qing"),
    ("长期", "chang qi"),
    ("长城", "chang cheng"),
    ("长江", "chang jiang"),
    ("长沙", "chang sha"),
    ("会计", "kuai ji"),
    ("音乐", "yin yue"),
    ("还款", "huan kuan"),
];

/// The syllables of all Chinese characters of `texts`, in order, without tones, separated by spaces; ü is v.
pub(super) fn syllables<'a>(texts: impl IntoIterator<Item = &'a str>) -> Box<str> {
    let mut all: Vec<&str> = Vec::new();
    for text in texts {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some((word, reading)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
                all.extend(reading.split(' '));
                rest = &rest[word.len()..];
                continue;
            }
            if is_han(c) {
                // Syllables are found by position: an unknown character needs one too.
                all.push(c.to_pinyin().map_or("?", |reading| reading.plain()));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    all.join(" ").replace('ü', "v").into()
}
