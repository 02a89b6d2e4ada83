//! Renders the page to text, with the same components that run in the browser.

use chuhai_charts::measure::FixedMeasure;
use chuhai_core::dataset::{Dataset, Details};
use chuhai_core::state::{PageState, State};
use chuhai_core::text::Lang;

use super::figures::Figures;
use crate::app::{App, AppProps};
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;
use crate::text_measures::TextMeasures;

/// The HTML of the page in `lang`, for the document's `#app`.
pub async fn render(dataset: Dataset, details: Details, lang: Lang) -> String {
    let props = AppProps {
        is_framed: false,
        mode: RenderMode::Prerender,
        figures: Figures::new(&dataset, &details, lang),
        dataset: PtrEqRc::new(dataset),
        details: Some(PtrEqRc::new(details)),
        // Relative to the document.
        details_address: Some(if lang == Lang::Zh { "./" } else { "../" }.into()),
        story_text: None,
        is_past_first_step: false,
        initial: State { page: PageState { lang, ..PageState::default() }, ..State::default() },
        default_lang: lang,
        link: PtrEqRc::default(),
        measures: PtrEqRc::new(TextMeasures { zh: Box::new(FixedMeasure), en: Box::new(FixedMeasure) }),
    };
    yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render().await
}
