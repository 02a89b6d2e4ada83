//! The Share panel and the embedded page, rendered on the fixture.

use chuhai::components::share::{SharePanel, SharePanelProps};
use chuhai::ptr_eq_rc::PtrEqRc;
use chuhai::share::SiteUrls;
use chuhai_core::dataset::package::fixture;
use chuhai_core::state::{Filter, PageState, State, View};
use chuhai_core::text::Lang;

use crate::page::{count, page_of, render_app, render_app_after, render_in};

fn panel(state: State) -> String {
    render_in::<SharePanel>(
        page_of(PtrEqRc::new(fixture::tiny()), state.page.lang),
        SharePanelProps {
            state: PtrEqRc::new(state),
            default_lang: Lang::Zh,
            urls: SiteUrls { page: "https://example.org/\"a&b\"/".into(), site: Some("https://example.org/".into()) },
        },
    )
}

#[test]
fn the_panel_has_labelled_fields_and_says_nothing_yet() {
    for lang in Lang::ALL {
        let panel = panel(State { page: PageState { lang, ..PageState::default() }, ..State::default() });
        for field in ["send-link", "send-code"] {
            assert_eq!(count(&panel, &format!("for=\"{field}\"")), 1);
            assert_eq!(count(&panel, &format!("id=\"{field}\"")), 1);
        }
        assert_eq!(count(&panel, "role=\"group\""), 5);
        assert_eq!(count(&panel, "aria-pressed=\"true\""), 5, "one of each group");
        assert!(panel.contains("<span role=\"status\"></span>"), "{panel}");
        assert_eq!(count(&panel, "lang=en&amp;"), if lang == Lang::En { 4 } else { 0 }, "{panel}");
    }
}

#[test]
fn steps_are_listed_where_the_story_is_shown_and_the_choice_can_stay_behind_where_there_is_one() {
    let (story, exploring) = (
        State { page: PageState { step: 1, ..PageState::default() }, ..State::default() },
        State { page: PageState { view: View::Explore, ..PageState::default() }, ..State::default() },
    );
    let with_story = panel(story);
    assert_eq!(count(&with_story, "<option"), fixture::tiny().story.len());
    assert!(with_story.contains("<option value=\"1\" selected"), "{with_story}");
    assert_eq!((count(&with_story, "for=\"send-step\""), count(&with_story, "type=\"checkbox\"")), (1, 0));
    let asked = panel(State { filter: Filter { regions: vec![0], ..exploring.filter.clone() }, ..exploring });
    assert_eq!((count(&asked, "<option"), count(&asked, "type=\"checkbox\"")), (0, 1));
    // The page is loaded a second time only for who asks for it.
    assert_eq!((count(&asked, "<details><summary>"), count(&asked, "<iframe loading=\"lazy\"")), (1, 1));
}

#[test]
fn the_markup_stands_in_the_field_as_text() {
    let panel = panel(State::default());
    assert_eq!(count(&panel, "&lt;iframe"), 1);
    assert!(panel.contains("src=\"https://example.org/&amp;quot;a&amp;amp;b&amp;quot;/?embed=1&amp;amp;d="), "{panel}");
}

#[test]
fn in_another_page_there_are_no_controls_of_the_page() {
    let own = render_app(&[], Lang::En);
    assert_eq!((count(&own, "data-lang="), count(&own, "class=\"tools\""), count(&own, "aria-haspopup")), (2, 1, 2));
    let embedded = render_app(&[("embed", "1")], Lang::En);
    assert_eq!((count(&embedded, "data-lang="), count(&embedded, "class=\"tools\"")), (0, 0));
    assert_eq!(count(&embedded, "<h1"), 1);
}

/// The text of the notice.
fn notice(query: &[(&str, &str)], lang: Lang) -> String {
    let page = render_app_after(Some(fixture::tiny_details()), None, query, lang);
    let notice = page.split("id=\"notice\" role=\"alert\">").nth(1).and_then(|rest| rest.split("</div>").next());
    notice.expect("a place for notices").to_owned()
}

#[test]
fn a_link_made_with_older_data_names_what_has_changed() {
    // What the fixture's history says of its first release.
    let changed = notice(&[("d", "0a1b2c3d")], Lang::En);
    assert!(changed.contains("The data has changed since this link was made:"), "{changed}");
    assert_eq!(count(&changed, "class=\"link\""), 3, "the changed, the new, and the way to dismiss: {changed}");
    assert!(changed.contains(">Talkie goes abroad</button>"), "{changed}");
    assert!(changed.contains("Deleted records: event-gone."), "{changed}");
    // A link that shows one of the two names that one.
    let shown = notice(&[("sel", "event-talkie"), ("d", "0a1b2c3d")], Lang::Zh);
    assert_eq!(count(&shown, "class=\"link\""), 2, "{shown}");
    assert!(shown.contains("这个链接生成以后，数据有改动："), "{shown}");
}

#[test]
fn a_link_made_with_unknown_data_says_so_and_one_of_today_says_nothing() {
    let unknown = notice(&[("d", "ffffffff")], Lang::En);
    assert!(unknown.contains("(ffffffff), which is not archived"), "{unknown}");
    assert_eq!(count(&unknown, "class=\"link\""), 1, "{unknown}");
    let hash = fixture::tiny().meta.hash;
    assert_eq!(notice(&[("d", &hash)], Lang::En), "");
    let malformed = notice(&[("d", "latest")], Lang::En);
    assert!(malformed.contains("d=latest") && !malformed.contains("archived"), "{malformed}");
}

#[test]
fn an_old_id_in_a_link_is_shown_under_its_new_name() {
    let renamed = notice(&[("company", "minimax-abroad")], Lang::En);
    assert!(renamed.contains("minimax-abroad → MiniMax"), "{renamed}");
    let page = render_app(&[("company", "minimax-abroad")], Lang::En);
    assert!(page.contains("MiniMax selected"));
}
