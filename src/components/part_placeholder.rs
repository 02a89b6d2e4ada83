//! The placeholder of components whose part of the module is not there yet, or did not come.

use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::page::Page;
use crate::parts::LazyPart;

/// The placeholder while `part` is on its way; after a failure, the button that fetches it again.
pub fn part_placeholder<T>(page: &Page, part: &LazyPart<T>) -> Html {
    if !part.has_failed {
        return html! { <p class="part-pending" aria-busy="true">{ page.text(phrases::PART_LOADING) }</p> };
    }
    html! {
        <p class="part-pending" role="alert">
            { page.text(phrases::PART_FAILED) }
            <button type="button" class="link" onclick={part.fetch.reform(|_: MouseEvent| ())}>
                { page.text(phrases::PART_RETRY) }
            </button>
        </p>
    }
}
