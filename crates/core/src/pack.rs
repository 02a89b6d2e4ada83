//! Bytes to values and back: the whole of the bundles' format. Numbers are varints (seven bits a byte, the lowest
//! first), floats their bytes, the lowest first, texts and lists lead with their length, a choice with its place.
//!
//! Written out here because a page pays for its code: reading never stops half-way, so that what reads a value has no
//! branch for an error after each field. The reader remembers that something was wrong, and is asked once.

/// A value that can stand in a bundle.
pub trait Pack: Sized {
    /// Appends it to `out`.
    fn write(&self, out: &mut Vec<u8>);
    /// Takes it from the front; any value where there is none.
    fn read(from: &mut Reader) -> Self;
}

/// Bytes being read.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    is_sound: bool,
}

impl<'a> Reader<'a> {
    /// Reads from the front of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, is_sound: true }
    }

    /// What has not been read; none if what was read was no value.
    pub fn rest(&self) -> Option<&'a [u8]> {
        self.is_sound.then_some(self.rest)
    }

    /// What was read is no value.
    pub fn fail(&mut self) {
        self.is_sound = false;
        // Nothing more is to be had, so that no list goes on.
        self.rest = &[];
    }

    fn bytes(&mut self, count: usize) -> &'a [u8] {
        match self.rest.split_at_checked(count) {
            Some((bytes, rest)) => {
                self.rest = rest;
                bytes
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.bytes(N).try_into().unwrap_or([0; N])
    }

    fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let [byte] = self.array();
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                // One spelling of each number: no empty last byte, no bits beyond the 32.
                if (byte == 0 && shift > 0) || (shift == 28 && byte > 0x0f) {
                    self.fail();
                }
                return number;
            }
        }
        self.fail();
        0
    }

    /// The place of a choice among `count`.
    pub fn choice(&mut self, count: usize) -> usize {
        let [place] = self.array();
        if usize::from(place) >= count {
            self.fail();
            return 0;
        }
        usize::from(place)
    }
}

fn write_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Numbers that a varint holds.
macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Pack for $number {
            fn write(&self, out: &mut Vec<u8>) {
                write_number(u32::from(*self), out);
            }

            fn read(from: &mut Reader) -> Self {
                match from.number().try_into() {
                    Ok(number) => number,
                    Err(_) => {
                        from.fail();
                        0
                    }
                }
            }
        }
    )*};
}

numbers!(u8 u16 u32);

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl Pack for $float {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn read(from: &mut Reader) -> Self {
                Self::from_le_bytes(from.array())
            }
        }
    )*};
}

floats!(f32 f64);

impl Pack for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(from: &mut Reader) -> Self {
        from.choice(2) == 1
    }
}

impl Pack for Box<str> {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u32, out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader) -> Self {
        let length = from.number() as usize;
        let text = core::str::from_utf8(from.bytes(length));
        text.unwrap_or_else(|_| {
            from.fail();
            ""
        })
        .into()
    }
}

impl<T: Pack> Pack for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u32, out);
        self.iter().for_each(|item| item.write(out));
    }

    fn read(from: &mut Reader) -> Self {
        let length = from.number();
        let mut list = Self::new();
        // Each item takes a byte at least: no length makes this longer than what there is.
        for _ in 0..length {
            if from.rest.is_empty() {
                from.fail();
                break;
            }
            list.push(T::read(from));
        }
        list
    }
}

impl<T: Pack, U: Pack> Pack for (T, U) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader) -> Self {
        (T::read(from), U::read(from))
    }
}

/// Packs a struct as its fields, in the order named here.
macro_rules! pack_struct {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::pack::Pack for $name {
            fn write(&self, out: &mut Vec<u8>) {
                // Names all fields: one that is forgotten does not compile.
                let Self { $($field),* } = self;
                $($crate::pack::Pack::write($field, out);)*
            }

            fn read(from: &mut $crate::pack::Reader) -> Self {
                Self { $($field: $crate::pack::Pack::read(from)),* }
            }
        }
    };
}

/// Packs an enum without values as the place of the variant among those named here, which have to be all.
macro_rules! pack_enum {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::pack::Pack for $name {
            fn write(&self, out: &mut Vec<u8>) {
                // One that is forgotten does not compile.
                match self { $(Self::$variant)|* => {} }
                let place = [$(Self::$variant),*].iter().position(|other| other == self);
                out.push(place.unwrap_or_default() as u8);
            }

            fn read(from: &mut $crate::pack::Reader) -> Self {
                const ALL: &[$name] = &[$($name::$variant),*];
                ALL[from.choice(ALL.len())]
            }
        }
    };
}

pub(crate) use {pack_enum, pack_struct};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pack, Reader};

    fn written(value: &impl Pack) -> Vec<u8> {
        let mut out = Vec::new();
        value.write(&mut out);
        out
    }

    fn read<T: Pack>(bytes: &[u8]) -> Option<T> {
        let mut reader = Reader::new(bytes);
        let value = T::read(&mut reader);
        reader.rest().filter(|rest| rest.is_empty()).map(|_| value)
    }

    proptest! {
        #[test]
        fn values_read_back_as_they_were_written(
            value: Vec<(u32, (u16, Option<(u8, bool)>))>, float: f64, small: f32, text in ".*",
        ) {
            prop_assert_eq!(read(&written(&value)), Some(value));
            prop_assert_eq!(read(&written(&(float, small))), Some((float, small)));
            let text: Box<str> = text.into();
            prop_assert_eq!(read(&written(&text)), Some(text));
        }

        #[test]
        fn bytes_that_can_be_read_are_those_that_would_be_written(bytes: Vec<u8>) {
            if let Some(value) = read::<Vec<(u32, Option<Box<str>>)>>(&bytes) {
                prop_assert_eq!(written(&value), bytes);
            }
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        assert_eq!(read::<u8>(&[0x80, 0x02]), None, "256");
        assert_eq!(read::<u32>(&[0xff, 0xff, 0xff, 0xff, 0x1f]), None, "33 bits");
        assert_eq!(read::<u32>(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x01]), None, "six bytes");
        assert_eq!(read::<u32>(&[0x80, 0x00]), None, "a second spelling of 0");
        assert_eq!(read::<u32>(&[0x80]), None, "cut short");
        assert_eq!(read::<bool>(&[2]), None);
        assert_eq!(read::<Box<str>>(&[1, 0xff]), None, "no UTF-8");
        assert_eq!(read::<Vec<u8>>(&[0xff, 0xff, 0xff, 0xff, 0x0f]), None, "four thousand million of nothing");
    }
}
