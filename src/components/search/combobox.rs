//! An editable combobox with a list popup, after the ARIA Authoring Practices: the focus stays in the input, the
//! highlighted option is its `aria-activedescendant`, and selection is manual.

use yew::prelude::*;

use crate::browser::field::{self, FieldListener};
use crate::browser::{element, key};

/// The state of a combobox during one rendering.
#[derive(Clone)]
pub struct Combobox {
    /// The input. Its value belongs to the browser, in which an input method may be composing.
    pub input: NodeRef,
    /// The text that the options are for.
    pub query: UseStateHandle<AttrValue>,
    /// True if the popup is open.
    pub is_open: UseStateHandle<bool>,
    /// The index of the highlighted option.
    pub active: UseStateHandle<Option<usize>>,
}

/// Returns a combobox whose input follows `value`, whoever sets or clears that. Typing opens the popup, and the
/// highlighted option is scrolled into view.
#[hook]
pub fn use_combobox(value: &str) -> Combobox {
    let combobox = Combobox {
        input: use_node_ref(),
        query: use_state_eq(|| AttrValue::from(value.to_owned())),
        is_open: use_state_eq(|| false),
        active: use_state_eq(|| None),
    };
    use_effect_with((), {
        let Combobox { input, query, is_open, active } = &combobox;
        let (input, query, is_open, active) = (input.clone(), query.setter(), is_open.setter(), active.setter());
        move |()| {
            let listener = FieldListener::new(&input, move |typed| {
                is_open.set(!typed.trim().is_empty());
                query.set(typed.into());
                active.set(None);
            });
            move || drop(listener)
        }
    });
    use_effect_with(value.to_owned(), {
        let combobox = combobox.clone();
        move |value| combobox.set_text(value)
    });
    use_effect_with(*combobox.active, |active| {
        if let Some(active) = active {
            element::reveal(&option_id(*active));
        }
    });
    combobox
}

impl Combobox {
    /// Closes the popup.
    pub fn close(&self) {
        self.is_open.set(false);
        self.active.set(None);
    }

    /// Replaces the text of the input.
    pub fn set_text(&self, text: &str) {
        field::set_value(&self.input, text);
        self.query.set(text.to_owned().into());
    }

    /// The key handler of an input with `options` options in its popup. `choose` is called with the highlighted
    /// option, or with none.
    pub fn on_key(
        &self,
        options: usize,
        choose: Callback<Option<usize>>,
        clear: Callback<()>,
    ) -> Callback<KeyboardEvent> {
        let combobox = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            // With Shift a key selects text.
            if !key::is_ours(&event) || event.shift_key() {
                return;
            }
            let Some(command) = combobox.command(&event.key(), options) else { return };
            event.prevent_default();
            // Elsewhere Escape clears the selection.
            event.stop_propagation();
            match command {
                KeyCommand::Open => combobox.is_open.set(!combobox.query.is_empty()),
                KeyCommand::Highlight(option) => combobox.active.set(Some(option)),
                KeyCommand::Choose(option) => choose.emit(option),
                KeyCommand::Close => combobox.close(),
                KeyCommand::Clear => clear.emit(()),
            }
        })
    }

    fn command(&self, key: &str, options: usize) -> Option<KeyCommand> {
        KeyCommand::of_key(key, options, *self.active, *self.is_open, self.query.is_empty())
    }
}

/// The id of the element of an option.
pub fn option_id(option: usize) -> String {
    format!("search-{option}")
}

/// The effect of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
enum KeyCommand {
    Open,
    Highlight(usize),
    Choose(Option<usize>),
    Close,
    Clear,
}

impl KeyCommand {
    /// The command of the key named `key`; none for keys that edit the text.
    fn of_key(key: &str, options: usize, active: Option<usize>, is_open: bool, is_empty: bool) -> Option<Self> {
        let last = options.checked_sub(1);
        match (key, last, active) {
            ("ArrowDown", None, _) => Some(Self::Open),
            ("ArrowDown", Some(last), at) => Some(Self::Highlight(at.filter(|at| *at < last).map_or(0, |at| at + 1))),
            ("ArrowUp", Some(last), at) => Some(Self::Highlight(at.and_then(|at| at.checked_sub(1)).unwrap_or(last))),
            ("Home", Some(_), Some(_)) => Some(Self::Highlight(0)),
            ("End", Some(last), Some(_)) => Some(Self::Highlight(last)),
            ("Enter", _, at) => Some(Self::Choose(at)),
            ("Escape", ..) if is_open => Some(Self::Close),
            ("Escape", ..) if !is_empty => Some(Self::Clear),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_around_the_options() {
        let highlighted = |key, active| KeyCommand::of_key(key, 3, active, true, false);
        assert_eq!(highlighted("ArrowDown", None), Some(KeyCommand::Highlight(0)));
        assert_eq!(highlighted("ArrowDown", Some(2)), Some(KeyCommand::Highlight(0)));
        assert_eq!(highlighted("ArrowUp", None), Some(KeyCommand::Highlight(2)));
        assert_eq!(highlighted("ArrowUp", Some(0)), Some(KeyCommand::Highlight(2)));
        assert_eq!(highlighted("End", Some(0)), Some(KeyCommand::Highlight(2)));
        assert_eq!(highlighted("Home", None), None, "moves the caret");
    }

    #[test]
    fn escape_closes_then_clears_then_is_not_ours() {
        let escape = |is_open, is_empty| KeyCommand::of_key("Escape", 0, None, is_open, is_empty);
        assert_eq!(escape(true, false), Some(KeyCommand::Close));
        assert_eq!(escape(false, false), Some(KeyCommand::Clear));
        assert_eq!(escape(false, true), None);
    }
}
