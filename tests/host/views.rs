//! The registry of views, and what scripts and style sheets have to know of it.

use chuhai::views::spec::{charts, mode, spec};
use chuhai_core::state::View;

use crate::tree::{files, read};

#[test]
fn the_script_before_the_first_paint_knows_the_views() {
    let ids: Vec<String> = View::ALL[1..].iter().map(|view| format!("\"{}\"", view.id())).collect();
    let list = format!("take(\"view\", [{}]);", ids.join(", "));
    assert_eq!(View::ALL[0], View::default(), "the first is what the page shows without being asked");
    assert!(read("shell/prepaint.js").contains(&list), "{list}");
}

#[test]
fn style_sheets_name_modes_and_one_sheet_has_a_section_a_chart() {
    for (view, _) in charts() {
        let id = view.id();
        for path in files(&["styles"], "css").into_iter().filter(|path| path != "styles/views.css") {
            let sheet = read(&path);
            for name in [format!("#{id}"), format!("\"{id}\"")] {
                assert!(!sheet.contains(&name), "{path} names {name}");
            }
        }
        let views = read("styles/views.css");
        assert!(views.contains(&format!(":where(#{id}) .stage {{")), "{id} has a height before it is drawn");
        let others = format!(":root[data-view=\"{id}\"] .prerendered .view:not([id$=\"{id}\"])");
        assert!(views.contains(&others), "{id} stands alone where the address asks for it");
    }
}

#[test]
fn a_view_with_a_chart_is_shown_alone_and_has_a_canvas() {
    for view in View::ALL {
        let has_chart = spec(view).chart.is_some();
        assert_eq!(mode(view) == "single", has_chart, "{view:?}");
        assert!(spec(view).has_canvas || !has_chart, "{view:?}");
    }
}
