//! The purpose that the page is rendered for.

/// The purpose that the page is rendered for. Components take it as a property, or with what they are made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RenderMode {
    /// The running page.
    #[default]
    Interactive,
    /// The static document, for readers whose browser does not run the module, or not yet.
    Prerender,
    /// Paper.
    Print,
}

impl RenderMode {
    /// Returns true for the static document. Constant in wasm, where nothing is prerendered, so that the code that depends
    /// on it is not in the module.
    pub const fn is_prerender(self) -> bool {
        cfg!(not(target_arch = "wasm32")) && matches!(self, Self::Prerender)
    }

    /// Returns true on paper.
    pub const fn is_print(self) -> bool {
        matches!(self, Self::Print)
    }

    /// Returns true if pictures have the size of a sheet instead of that of a box on screen.
    pub const fn has_paper_size(self) -> bool {
        self.is_prerender() || self.is_print()
    }

    /// Returns true if nothing may be folded away.
    pub const fn is_unfolded(self) -> bool {
        self.is_prerender() || self.is_print()
    }
}
