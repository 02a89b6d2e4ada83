//! The links and the markup of the Share panel. Pure.

use chuhai_core::dataset::{Dataset, StepIx};
use chuhai_core::escape;
use chuhai_core::state::{PageState, State, Theme, View, to_query};
use chuhai_core::text::Lang;

/// The `sandbox` of the frame. `allow-same-origin` keeps the page in its own origin, without which it could not load its
/// style sheet and module (both are fetched with CORS under a policy of `'self'`); the host is of another origin and stays
/// out of reach. Sources open in tabs, tables and pictures can be saved; anything else is refused, such as navigating
/// the host, forms and `alert`.
pub const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// A size of the frame that the page reads well at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameSize {
    /// The width of a column of text.
    Column,
    /// The width of its container.
    Full,
    /// The size of a phone.
    Phone,
}

impl FrameSize {
    /// All sizes.
    pub const ALL: [Self; 3] = [Self::Column, Self::Full, Self::Phone];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Column => "850 × 450",
            Self::Full => "100% × 600",
            Self::Phone => "360 × 640",
        }
    }

    /// The values of `width` and `height`.
    pub const fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Self::Column => ("850", "450"),
            Self::Full => ("100%", "600"),
            Self::Phone => ("360", "640"),
        }
    }
}

/// The way of embedding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedKind {
    /// A frame, which needs no script.
    Frame,
    /// The element `<chuhai-story>`, which follows the page's height and is driven by links.
    Element,
}

/// The options of the Share panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareOptions {
    /// The way of embedding.
    pub kind: EmbedKind,
    /// The size of the frame.
    pub size: FrameSize,
    /// The view; none for that on screen.
    pub view: Option<View>,
    /// The first step of the story; none for that on screen.
    pub step: Option<StepIx>,
    /// True if filter and selection are included.
    pub chosen: bool,
    /// The language; none for the reader's own.
    pub lang: Option<Lang>,
    /// The theme.
    pub theme: Theme,
}

impl ShareOptions {
    /// The options for the state on screen, with its language only if the reader has chosen that.
    pub fn new(state: &State, default_lang: Lang) -> Self {
        let lang = (state.page.lang != default_lang).then_some(state.page.lang);
        let (kind, size) = (EmbedKind::Frame, FrameSize::Column);
        Self { kind, size, view: None, step: None, chosen: true, lang, theme: state.page.theme }
    }

    /// The title of the frame, in its language if that is known.
    pub fn title<'a>(&self, state: &State, dataset: &'a Dataset) -> &'a str {
        dataset.meta.title.get(self.lang.unwrap_or(state.page.lang))
    }

    /// Returns true if the story is shown.
    pub fn shows_story(&self, state: &State) -> bool {
        self.view.unwrap_or(state.page.view) == View::Story
    }

    /// The query of the link.
    fn query(&self, state: &State, dataset: &Dataset, embed: bool) -> String {
        let lang = self.lang.unwrap_or_default();
        let step = match self.view {
            Some(view) if view != View::Story => 0,
            _ => self.step.unwrap_or(state.page.step),
        };
        let view = self.view.unwrap_or(state.page.view);
        let base = if self.chosen { state.clone() } else { State::default() };
        let default_lang = if self.lang.is_some() { lang.other() } else { lang };
        to_query(
            &State { page: PageState { lang, theme: self.theme, view, step, embed }, ..base },
            dataset,
            default_lang,
        )
    }
}

/// The addresses of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteUrls {
    /// The address of the page without its query.
    pub page: String,
    /// The address of the site's folder, which has `embed.js`; none for the page in one file.
    pub site: Option<String>,
}

/// The link. It carries the hash of the dataset, so that the page can report later changes of the data.
pub fn link(urls: &SiteUrls, state: &State, options: &ShareOptions, dataset: &Dataset, embed: bool) -> String {
    let hash = format!("d={}", dataset.meta.hash);
    let mut address = urls.page.clone();
    let mut joint = '?';
    for part in [&options.query(state, dataset, embed), &hash] {
        if !part.is_empty() {
            address.push(joint);
            address.push_str(part);
            joint = '&';
        }
    }
    address
}

/// The markup for another page: the frame or the element, and a plain link as a fallback.
pub fn snippet(urls: &SiteUrls, state: &State, options: &ShareOptions, dataset: &Dataset) -> String {
    let title = escape::html(options.title(state, dataset));
    let whole = escape::html(&link(urls, state, options, dataset, false));
    if let (EmbedKind::Element, Some(site)) = (options.kind, &urls.site) {
        let query = options.query(state, dataset, false);
        return element(&escape::html(site), &escape::html(&urls.page), dataset, state, &query, &whole, &title);
    }
    let frame = escape::html(&link(urls, state, options, dataset, true));
    let (width, height) = options.size.attributes();
    format!(
        "<iframe src=\"{frame}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" style=\"border:0;max-width:100%\"></iframe>\n<p><a href=\"{whole}\">{title}</a></p>"
    )
}

/// The element with `query` as its attributes, and the script that defines it.
fn element(site: &str, page: &str, dataset: &Dataset, state: &State, query: &str, whole: &str, title: &str) -> String {
    let mut attributes = String::new();
    let asked_with = &*dataset.meta.asked_with;
    let parts = query.split('&').filter(|part| *part != asked_with);
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        // Only the search text is spelt differently in an address.
        let value = if name == "q" { escape::html(&state.filter.text) } else { value.to_owned() };
        attributes += &format!(" {name}=\"{value}\"");
    }
    // Another dataset than the script expects; its address may be relative to this page.
    if !asked_with.is_empty() {
        attributes += &format!(" src=\"{page}?{}\"", escape::html(asked_with));
    }
    format!(
        "<script src=\"{site}embed.js\" async></script>\n<chuhai-story{attributes}><a href=\"{whole}\">{title}</a></chuhai-story>"
    )
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::package::fixture;
    use chuhai_core::state::{Action, ClaimCategory, Filter, update};

    use super::*;

    const OWN: &str = "https://example.org/a/";

    fn urls() -> SiteUrls {
        SiteUrls { page: OWN.into(), site: Some("https://example.org/".into()) }
    }

    /// The dataset as it is when an address asks for it.
    fn asked(dataset: &Dataset, with: &str) -> Dataset {
        let mut dataset = dataset.clone();
        dataset.meta.asked_with = with.into();
        dataset
    }

    fn chosen(dataset: &Dataset) -> State {
        let sea = dataset.find_region("sea").unwrap();
        let exploring = State { page: PageState { view: View::Explore, ..PageState::default() }, ..State::default() };
        let state = update(&exploring, Action::ToggleRegionInFilter(sea), dataset);
        update(&state, Action::ToggleKindInFilter(ClaimCategory::Launch), dataset)
    }

    #[test]
    fn a_link_says_what_is_on_screen_and_with_which_data() {
        let dataset = fixture::tiny();
        let state = chosen(&dataset);
        let options = ShareOptions::new(&state, Lang::Zh);
        let hash = &dataset.meta.hash;
        assert_eq!(link(&urls(), &state, &options, &dataset, false), format!("{OWN}?region=sea&kind=launch&d={hash}"));
        assert_eq!(link(&urls(), &State::default(), &options, &dataset, false), format!("{OWN}?d={hash}"));
        assert_eq!(
            link(&urls(), &State::default(), &options, &asked(&dataset, "data=mine.bin"), true),
            format!("{OWN}?embed=1&data=mine.bin&d={hash}")
        );
    }

    #[test]
    fn a_language_stands_in_the_link_only_where_it_was_chosen() {
        let dataset = fixture::tiny();
        let state = State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() };
        let of = |options: &ShareOptions| link(&urls(), &state, options, &dataset, false);
        assert!(!of(&ShareOptions::new(&state, Lang::En)).contains("lang="), "the reader's own browser is English");
        assert!(of(&ShareOptions::new(&state, Lang::Zh)).contains("lang=en"), "the reader switched to English");
        for lang in Lang::ALL {
            let options = ShareOptions {
                lang: Some(lang),
                view: Some(View::Map),
                theme: Theme::Dark,
                ..ShareOptions::new(&state, Lang::Zh)
            };
            assert!(of(&options).contains(&format!("?lang={}&theme=dark&view=map&", lang.code())), "{}", of(&options));
        }
    }

    #[test]
    fn the_markup_is_a_titled_frame_of_the_size_asked_for_with_a_plain_link() {
        let dataset = fixture::tiny();
        let state = chosen(&dataset);
        for size in FrameSize::ALL {
            let options = ShareOptions { size, lang: Some(Lang::En), ..ShareOptions::new(&state, Lang::Zh) };
            let markup = snippet(&urls(), &state, &options, &dataset);
            let (width, height) = size.attributes();
            assert!(markup.contains(&format!(" width=\"{width}\" height=\"{height}\" ")), "{markup}");
            assert!(markup.contains("title=\"A tiny dataset\""), "{markup}");
            assert!(markup.contains(&format!("src=\"{OWN}?lang=en&amp;embed=1&amp;region=sea&amp;kind=launch&amp;d=")));
            assert!(markup.contains(&format!("<a href=\"{OWN}?lang=en&amp;region=sea&amp;kind=launch&amp;d=")));
        }
    }

    #[test]
    fn the_story_begins_where_it_is_wished_and_what_is_chosen_may_stay_behind() {
        let dataset = fixture::tiny();
        let state = State { page: PageState { step: 2, ..chosen(&dataset).page }, ..chosen(&dataset) };
        let plain = ShareOptions::new(&state, Lang::Zh);
        let of = |options: &ShareOptions| link(&urls(), &state, options, &dataset, false).replace("&d=", " ");
        let query = |options: &ShareOptions| of(options).split([' ', '?']).nth(1).unwrap_or_default().to_owned();
        let bare = ShareOptions { chosen: false, ..plain };
        let step = &dataset.story[2].id;
        assert_eq!(query(&bare), format!("view=explore&step={step}"));
        let story = ShareOptions { view: Some(View::Story), step: Some(1), ..bare };
        assert_eq!(query(&story), format!("step={}", dataset.story[1].id));
        assert_eq!(
            query(&ShareOptions { view: Some(View::Map), ..bare }),
            "view=map",
            "no step where no story is shown"
        );
        assert_eq!(query(&ShareOptions { view: Some(View::Map), ..plain }), "view=map&region=sea&kind=launch");
        assert!(story.shows_story(&state) && !plain.shows_story(&state));
    }

    #[test]
    fn our_element_has_the_state_as_its_attributes() {
        let dataset = fixture::tiny();
        let state =
            State { filter: Filter { text: "a\"b<c".into(), ..chosen(&dataset).filter.clone() }, ..chosen(&dataset) };
        let options =
            ShareOptions { kind: EmbedKind::Element, lang: Some(Lang::En), ..ShareOptions::new(&state, Lang::Zh) };
        let markup = snippet(&urls(), &state, &options, &dataset);
        let head = "<script src=\"https://example.org/embed.js\" async></script>\n<chuhai-story lang=\"en\" \
                    region=\"sea\" kind=\"launch\" q=\"a&quot;b&lt;c\"><a href=\"https://example.org/a/?lang=en&amp;";
        assert!(markup.starts_with(head), "{markup}");
        assert!(markup.ends_with(">A tiny dataset</a></chuhai-story>"), "{markup}");
        let markup = snippet(&urls(), &State::default(), &options, &asked(&dataset, "data=a%2Fmine.bin"));
        let src = "src=\"https://example.org/a/?data=a%2Fmine.bin\"";
        assert!(markup.contains(&format!("<chuhai-story lang=\"en\" {src}>")), "{markup}");
        let nowhere = SiteUrls { site: None, ..urls() };
        assert!(snippet(&nowhere, &state, &options, &dataset).starts_with("<iframe"), "no script to be had");
    }

    #[test]
    fn nothing_in_an_address_ends_its_attribute() {
        let dataset = fixture::tiny();
        let state = State {
            page: PageState { view: View::Explore, ..PageState::default() },
            filter: Filter { text: "\"><script>&'".into(), ..Filter::default() },
            ..State::default()
        };
        let odd = SiteUrls { page: "https://example.org/a\"b&c<d>/".into(), ..SiteUrls::default() };
        let markup = snippet(&odd, &state, &ShareOptions::new(&state, Lang::Zh), &dataset);
        assert!(
            markup.contains(
                "src=\"https://example.org/a&quot;b&amp;c&lt;d&gt;/?embed=1&amp;q=%22%3E%3Cscript%3E%26%27&amp;d="
            ),
            "{markup}"
        );
        assert_eq!(markup.matches('<').count(), 6, "{markup}");
        assert_eq!(markup.matches('"').count() % 2, 0, "{markup}");
    }
}
