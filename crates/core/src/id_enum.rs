//! Enums whose variants have ids, as files and addresses write them: one list for the variants, their order and ids.

/// Defines an enum without values from lines `/// doc` `Variant = "id",`, with the list of its variants and ids.
macro_rules! id_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $id:literal,)* }) => {
        $(#[$meta])*
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$variant),*];
            /// Their ids, in the same order.
            pub const IDS: [&'static str; Self::ALL.len()] = [$($id),*];

            /// Its id.
            pub const fn id(self) -> &'static str {
                Self::IDS[self as usize]
            }

            /// The one with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.id() == id)
            }
        }
    };
}

pub(crate) use id_enum;
