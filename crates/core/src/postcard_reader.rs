//! A reader of the [postcard](https://postcard.jamesmunns.com) format that is small in wasm, where every page carries it.
//!
//! serde's derived code checks after each field whether reading has failed, and then drops the fields before it: a third of
//! the code that reads our dataset. [`Reader`] has no error to return ([`Never`] has no values), so the compiler leaves that
//! out. It remembers its first failure instead, reads zeros and empty lists from there on, and tells at the end.

use std::fmt;

use serde::de::value::U32Deserializer;
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer as _, Visitor};

/// A reason why bytes are not a value in the postcard format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Fewer bytes than the value needs.
    CutShort,
    /// A byte that no value of the type has.
    Malformed,
}

/// Reads a value from the front of `bytes`, and returns it with the bytes behind it.
///
/// # Errors
/// Returns an error if the bytes are not such a value. Its type has to tell what it needs, as derived types do.
pub fn take_from_bytes<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<(T, &'de [u8]), ReadError> {
    let mut reader = Reader { rest: bytes, error: None };
    let Ok(value) = T::deserialize(&mut reader);
    reader.error.map_or(Ok((value, reader.rest)), Err)
}

/// Bytes to read, and the first failure.
struct Reader<'de> {
    rest: &'de [u8],
    error: Option<ReadError>,
}

/// The error of a reader that always returns a value.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl de::Error for Never {
    /// Derived types refuse an unknown variant, a missing field and a value of another type, none of which [`Reader`] gives.
    fn custom<T: fmt::Display>(reason: T) -> Self {
        unreachable!("{reason}")
    }
}

// Not inlined: these are called for each field of each type.
impl<'de> Reader<'de> {
    #[inline(never)]
    fn fail(&mut self, error: ReadError) {
        self.rest = &[];
        self.error.get_or_insert(error);
    }

    #[inline(never)]
    fn bytes(&mut self, length: usize) -> &'de [u8] {
        if let Some((bytes, rest)) = self.rest.split_at_checked(length) {
            self.rest = rest;
            return bytes;
        }
        self.fail(ReadError::CutShort);
        &[]
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.bytes(N).try_into().unwrap_or([0; N])
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let [byte] = self.array();
        byte
    }

    /// Reads a number of at most `bits` bits, in groups of seven, the lowest first.
    #[inline(never)]
    fn varint(&mut self, bits: u32) -> u64 {
        let mut value = 0;
        for shift in (0..bits).step_by(7) {
            let byte = self.byte();
            let group = u64::from(byte & 0x7f);
            let is_last = shift + 7 >= bits;
            if is_last && (byte & 0x80 != 0 || group >> (bits - shift) != 0) {
                break;
            }
            value |= group << shift;
            if byte & 0x80 == 0 {
                return value;
            }
        }
        self.fail(ReadError::Malformed);
        0
    }

    /// Reads a signed number, whose lowest bit is the sign.
    fn zigzag(&mut self, bits: u32) -> i64 {
        let value = self.varint(bits);
        (value >> 1) as i64 ^ -((value & 1) as i64)
    }

    #[inline(never)]
    fn length(&mut self) -> usize {
        self.varint(usize::BITS) as usize
    }

    #[inline(never)]
    fn text(&mut self) -> &'de str {
        let length = self.length();
        std::str::from_utf8(self.bytes(length)).unwrap_or_else(|_| {
            self.fail(ReadError::Malformed);
            ""
        })
    }

    /// Reads a byte that is 0 or 1.
    #[inline(never)]
    fn flag(&mut self) -> bool {
        let byte = self.byte();
        if byte > 1 {
            self.fail(ReadError::Malformed);
        }
        byte == 1
    }

    /// Reads the index of one of `count` variants.
    #[inline(never)]
    fn variant(&mut self, count: u32) -> u32 {
        let index = self.varint(u32::BITS) as u32;
        if index < count {
            return index;
        }
        self.fail(ReadError::Malformed);
        0
    }
}

/// Implements methods of [`de::Deserializer`], each by the visitor's method and what the reader reads for it.
macro_rules! deserialize {
    ($($method:ident => $visit:ident($reader:ident: $read:expr);)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            let $reader = self;
            let value = $read;
            visitor.$visit(value)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    deserialize! {
        deserialize_bool => visit_bool(reader: reader.flag());
        deserialize_u8 => visit_u8(reader: reader.byte());
        deserialize_u16 => visit_u16(reader: reader.varint(u16::BITS) as u16);
        deserialize_u32 => visit_u32(reader: reader.varint(u32::BITS) as u32);
        deserialize_u64 => visit_u64(reader: reader.varint(u64::BITS));
        deserialize_i8 => visit_i8(reader: reader.byte() as i8);
        deserialize_i16 => visit_i16(reader: reader.zigzag(u16::BITS) as i16);
        deserialize_i32 => visit_i32(reader: reader.zigzag(u32::BITS) as i32);
        deserialize_i64 => visit_i64(reader: reader.zigzag(u64::BITS));
        deserialize_f32 => visit_f32(reader: f32::from_le_bytes(reader.array()));
        deserialize_f64 => visit_f64(reader: f64::from_le_bytes(reader.array()));
        deserialize_str => visit_borrowed_str(reader: reader.text());
        deserialize_string => visit_borrowed_str(reader: reader.text());
        deserialize_seq => visit_seq(reader: List { length: reader.length(), reader });
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.flag() { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let variant = self.variant(variants.len() as u32);
        visitor.visit_enum(Variant { reader: self, variant })
    }

    /// The format does not tell types: a type that asks for any of them is refused by its own visitor.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf map identifier ignored_any
    }
}

/// The elements of a list. It ends at the first failure, whatever its length was said to be.
struct List<'a, 'de> {
    reader: &'a mut Reader<'de>,
    length: usize,
}

impl<'de> de::SeqAccess<'de> for List<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        if self.length == 0 || self.reader.error.is_some() {
            return Ok(None);
        }
        self.length -= 1;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        // An element has a byte at least.
        Some(self.length.min(self.reader.rest.len()))
    }
}

/// The fields of a struct or tuple, as many as are asked for.
struct Fields<'a, 'de>(&'a mut Reader<'de>);

impl<'de> de::SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// A variant of an enum, with its fields.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    variant: u32,
}

impl<'de> de::EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Never> {
        let variant: U32Deserializer<Never> = self.variant.into_deserializer();
        seed.deserialize(variant).map(|variant| (variant, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;

    /// A value of every type that the reader reads.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Everything {
        signed: (i8, i16, i32, i64),
        unsigned: (u8, u16, u32, u64, usize),
        floats: (f32, f64),
        is_true: bool,
        text: Box<str>,
        list: Vec<Choice>,
        nothing: (),
        mark: Mark,
        option: Option<Newtype>,
        pair: [Pair; 2],
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Choice {
        Unit,
        Newtype(u16),
        Tuple(u8, String),
        Struct { list: Vec<u32> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Newtype(i32);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Pair(bool, Option<bool>);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Mark;

    fn everything(number: i64, text: &str) -> Everything {
        Everything {
            signed: (number as i8, number as i16, number as i32, number),
            unsigned: (number as u8, number as u16, number as u32, number as u64, number as usize),
            floats: (number as f32, number as f64),
            is_true: number > 0,
            text: text.into(),
            list: vec![
                Choice::Unit,
                Choice::Newtype(number as u16),
                Choice::Tuple(number as u8, text.to_owned()),
                Choice::Struct { list: vec![number as u32, 0] },
            ],
            nothing: (),
            mark: Mark,
            option: (number % 2 == 0).then_some(Newtype(number as i32)),
            pair: [Pair(true, None), Pair(false, Some(number > 9))],
        }
    }

    /// Reads as the library does that the format is from.
    fn by_library(bytes: &[u8]) -> Result<(Everything, &[u8]), ReadError> {
        postcard::take_from_bytes(bytes).map_err(|error| {
            let is_end = error == postcard::Error::DeserializeUnexpectedEnd;
            if is_end { ReadError::CutShort } else { ReadError::Malformed }
        })
    }

    #[test]
    fn a_list_that_says_it_is_endless_ends_with_the_bytes() {
        let endless = [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3];
        assert_eq!(take_from_bytes::<Vec<u8>>(&endless), Err(ReadError::CutShort));
        assert_eq!(take_from_bytes::<Vec<Vec<String>>>(&endless), Err(ReadError::CutShort));
    }

    #[test]
    fn a_number_too_large_for_its_type_is_refused() {
        assert_eq!(take_from_bytes::<u16>(&[0xff, 0xff, 0x03, 9]), Ok((u16::MAX, &[9][..])));
        for bytes in [&[0xff, 0xff, 0x04][..], &[0xff, 0xff, 0x83, 0x00], &[0x80, 0x80, 0x80, 0x00]] {
            assert_eq!(take_from_bytes::<u16>(bytes), Err(ReadError::Malformed), "{bytes:?}");
            assert!(postcard::from_bytes::<u16>(bytes).is_err());
        }
    }

    proptest! {
        #[test]
        fn what_the_library_writes_is_read_back(number: i64, text: String, behind: Vec<u8>) {
            let bytes = [postcard::to_allocvec(&everything(number, &text)).unwrap(), behind.clone()].concat();
            prop_assert_eq!(take_from_bytes::<Everything>(&bytes), Ok((everything(number, &text), &behind[..])));
        }

        #[test]
        fn damaged_bytes_are_read_as_the_library_reads_them(
            number: i64, text in "[a-zé漢]{0,6}", at: prop::sample::Index, byte: u8, length: prop::sample::Index,
        ) {
            let mut bytes = postcard::to_allocvec(&everything(number, &text)).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(length.index(2 * bytes.len()).max(1));
            let (own, library) = (take_from_bytes::<Everything>(&bytes), by_library(&bytes));
            // Not a number is not equal to itself.
            prop_assert_eq!(format!("{own:?}"), format!("{library:?}"));
        }

        #[test]
        fn any_bytes_are_read_as_the_library_reads_them(bytes: Vec<u8>) {
            let (own, library) = (take_from_bytes::<Everything>(&bytes), by_library(&bytes));
            prop_assert_eq!(format!("{own:?}"), format!("{library:?}"));
        }
    }
}
