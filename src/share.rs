//! What the Share panel hands out: the link to what is on screen, and the markup that puts it into another page.

use chuhai_core::dataset::{Dataset, StepIx};
use chuhai_core::state::{PageState, State, Theme, View, to_query};
use chuhai_core::text::Lang;

/// What an embedding page may do with the frame, and the frame in it. `allow-same-origin` lets the page be of its own
/// site rather than of none, without which it cannot even load its style sheet and module (both are fetched with CORS,
/// and its policy says `'self'`); it gives no access to the embedding page, which is of another site. What is not
/// named stays shut: leading the embedding page elsewhere, forms, `alert`. Sources open in tabs of their own, and
/// tables and pictures can be saved.
pub const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// How large the frame is; the page reads well at each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For a column of text.
    Column,
    /// As wide as there is room.
    Full,
    /// For a phone.
    Phone,
}

impl Size {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Column, Self::Full, Self::Phone];

    /// How it is called.
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

/// How the page gets into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By a frame, which needs no script.
    Frame,
    /// By our element, which follows the page's height and answers to links.
    Element,
}

/// What the reader wants to hand out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The markup.
    pub form: Form,
    /// The size of the frame.
    pub size: Size,
    /// What is shown; none for what is on screen.
    pub view: Option<View>,
    /// The step the story begins with; none for that on screen.
    pub step: Option<StepIx>,
    /// Whether what is chosen goes along.
    pub chosen: bool,
    /// Its language; none for that of whoever opens it.
    pub lang: Option<Lang>,
    /// Its colours.
    pub theme: Theme,
}

impl Wish {
    /// What is on screen, as it is: with its language only where the reader has chosen it.
    pub fn new(state: &State, default_lang: Lang) -> Self {
        let lang = (state.page.lang != default_lang).then_some(state.page.lang);
        let (form, size) = (Form::Frame, Size::Column);
        Self { form, size, view: None, step: None, chosen: true, lang, theme: state.page.theme }
    }

    /// The title of the frame, in the language it is made for, as far as that is known here.
    pub fn title<'a>(&self, state: &State, dataset: &'a Dataset) -> &'a str {
        dataset.meta.title.get(self.lang.unwrap_or(state.page.lang))
    }

    /// Whether the story is what is shown.
    pub fn tells(&self, state: &State) -> bool {
        self.view.unwrap_or(state.page.view) == View::Story
    }

    /// The query of what is wished for.
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

/// Where the page stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its address without the query.
    pub own: String,
    /// The address of the site's own folder, where `embed.js` is; none where there is no such place.
    pub site: Option<String>,
}

/// The whole address of what is asked for. It carries the hash of the dataset, so that the page can tell when the
/// facts have changed since.
pub fn link(place: &Place, state: &State, wish: &Wish, dataset: &Dataset, embed: bool) -> String {
    let hash = format!("d={}", dataset.meta.hash);
    let mut address = place.own.clone();
    let mut joint = '?';
    for part in [&wish.query(state, dataset, embed), &hash] {
        if !part.is_empty() {
            address.push(joint);
            address.push_str(part);
            joint = '&';
        }
    }
    address
}

/// The markup for another page: the frame or our element, and a plain link for where neither is shown.
pub fn snippet(place: &Place, state: &State, wish: &Wish, dataset: &Dataset) -> String {
    let title = escaped(wish.title(state, dataset));
    let whole = escaped(&link(place, state, wish, dataset, false));
    if let (Form::Element, Some(site)) = (wish.form, &place.site) {
        let query = wish.query(state, dataset, false);
        return element(&escaped(site), &escaped(&place.own), dataset, state, &query, &whole, &title);
    }
    let frame = escaped(&link(place, state, wish, dataset, true));
    let (width, height) = wish.size.attributes();
    format!(
        "<iframe src=\"{frame}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" style=\"border:0;max-width:100%\"></iframe>\n<p><a href=\"{whole}\">{title}</a></p>"
    )
}

/// Our element with `query` as its attributes, and the script that defines it.
fn element(site: &str, own: &str, dataset: &Dataset, state: &State, query: &str, whole: &str, title: &str) -> String {
    let mut attributes = String::new();
    let asked_with = &*dataset.meta.asked_with;
    let parts = query.split('&').filter(|part| *part != asked_with);
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        // Words alone stand in an address otherwise than here.
        let value = if name == "q" { escaped(&state.filter.text) } else { value.to_owned() };
        attributes += &format!(" {name}=\"{value}\"");
    }
    // What is shown is not what the script takes for granted, and its address may be relative: it counts from this page.
    if !asked_with.is_empty() {
        attributes += &format!(" src=\"{own}?{}\"", escaped(asked_with));
    }
    format!(
        "<script src=\"{site}embed.js\" async></script>\n<chuhai-story{attributes}><a href=\"{whole}\">{title}</a></chuhai-story>"
    )
}

/// As text stands in an attribute's value or between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::package::fixture;
    use chuhai_core::state::{Action, ClaimCategory, Filter, update};

    use super::*;

    const OWN: &str = "https://example.org/a/";

    fn place() -> Place {
        Place { own: OWN.into(), site: Some("https://example.org/".into()) }
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
        let wish = Wish::new(&state, Lang::Zh);
        let hash = &dataset.meta.hash;
        assert_eq!(link(&place(), &state, &wish, &dataset, false), format!("{OWN}?region=sea&kind=launch&d={hash}"));
        assert_eq!(link(&place(), &State::default(), &wish, &dataset, false), format!("{OWN}?d={hash}"));
        assert_eq!(
            link(&place(), &State::default(), &wish, &asked(&dataset, "data=mine.bin"), true),
            format!("{OWN}?embed=1&data=mine.bin&d={hash}")
        );
    }

    #[test]
    fn a_language_stands_in_the_link_only_where_it_was_chosen() {
        let dataset = fixture::tiny();
        let state = State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() };
        let of = |wish: &Wish| link(&place(), &state, wish, &dataset, false);
        assert!(!of(&Wish::new(&state, Lang::En)).contains("lang="), "the reader's own browser is English");
        assert!(of(&Wish::new(&state, Lang::Zh)).contains("lang=en"), "the reader switched to English");
        for lang in Lang::ALL {
            let wish =
                Wish { lang: Some(lang), view: Some(View::Map), theme: Theme::Dark, ..Wish::new(&state, Lang::Zh) };
            assert!(of(&wish).contains(&format!("?lang={}&theme=dark&view=map&", lang.code())), "{}", of(&wish));
        }
    }

    #[test]
    fn the_markup_is_a_titled_frame_of_the_size_asked_for_with_a_plain_link() {
        let dataset = fixture::tiny();
        let state = chosen(&dataset);
        for size in Size::ALL {
            let wish = Wish { size, lang: Some(Lang::En), ..Wish::new(&state, Lang::Zh) };
            let markup = snippet(&place(), &state, &wish, &dataset);
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
        let plain = Wish::new(&state, Lang::Zh);
        let of = |wish: &Wish| link(&place(), &state, wish, &dataset, false).replace("&d=", " ");
        let query = |wish: &Wish| of(wish).split([' ', '?']).nth(1).unwrap_or_default().to_owned();
        let bare = Wish { chosen: false, ..plain };
        let step = &dataset.story[2].id;
        assert_eq!(query(&bare), format!("view=explore&step={step}"));
        let story = Wish { view: Some(View::Story), step: Some(1), ..bare };
        assert_eq!(query(&story), format!("step={}", dataset.story[1].id));
        assert_eq!(query(&Wish { view: Some(View::Map), ..bare }), "view=map", "no step where none is told");
        assert_eq!(query(&Wish { view: Some(View::Map), ..plain }), "view=map&region=sea&kind=launch");
        assert!(story.tells(&state) && !plain.tells(&state));
    }

    #[test]
    fn our_element_has_the_state_as_its_attributes() {
        let dataset = fixture::tiny();
        let state =
            State { filter: Filter { text: "a\"b<c".into(), ..chosen(&dataset).filter.clone() }, ..chosen(&dataset) };
        let wish = Wish { form: Form::Element, lang: Some(Lang::En), ..Wish::new(&state, Lang::Zh) };
        let markup = snippet(&place(), &state, &wish, &dataset);
        let head = "<script src=\"https://example.org/embed.js\" async></script>\n<chuhai-story lang=\"en\" \
                    region=\"sea\" kind=\"launch\" q=\"a&quot;b&lt;c\"><a href=\"https://example.org/a/?lang=en&amp;";
        assert!(markup.starts_with(head), "{markup}");
        assert!(markup.ends_with(">A tiny dataset</a></chuhai-story>"), "{markup}");
        let markup = snippet(&place(), &State::default(), &wish, &asked(&dataset, "data=a%2Fmine.bin"));
        let src = "src=\"https://example.org/a/?data=a%2Fmine.bin\"";
        assert!(markup.contains(&format!("<chuhai-story lang=\"en\" {src}>")), "{markup}");
        let nowhere = Place { site: None, ..place() };
        assert!(snippet(&nowhere, &state, &wish, &dataset).starts_with("<iframe"), "no script to be had");
    }

    #[test]
    fn nothing_in_an_address_ends_its_attribute() {
        let dataset = fixture::tiny();
        let state = State {
            page: PageState { view: View::Explore, ..PageState::default() },
            filter: Filter { text: "\"><script>&'".into(), ..Filter::default() },
            ..State::default()
        };
        let odd = Place { own: "https://example.org/a\"b&c<d>/".into(), ..Place::default() };
        let markup = snippet(&odd, &state, &Wish::new(&state, Lang::Zh), &dataset);
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
