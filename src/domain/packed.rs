//! The compact form in which visitors load content: postcard's, read by our own reader.
//!
//! postcard's reader can fail at each field, and that costs the visitor 5 KB of WebAssembly after compression. The
//! loader checks the file as a whole before it gets here (by its hash), so this one cannot fail: it gives empty texts
//! and lists where there are no bytes left.

use std::fmt::{self, Display, Formatter};

use serde::de::value::U32Deserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, SeqAccess,
    VariantAccess, Visitor,
};
use serde::{Serialize, forward_to_deserialize_any};

/// Returns the compact form of `value`.
///
/// # Errors
///
/// Says why it has none; no content is known to be so.
pub fn packed(value: &impl Serialize) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(value).map_err(|error| error.to_string())
}

/// Reads what [`packed`] wrote for the same type.
pub fn unpacked<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> T {
    match T::deserialize(&mut Reader { left: bytes }) {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// The error that no reading has.
#[derive(Debug)]
enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        // Reached only for a type with a form of its own, and those are not content.
        std::process::abort()
    }
}

struct Reader<'de> {
    left: &'de [u8],
}

impl<'de> Reader<'de> {
    fn byte(&mut self) -> u8 {
        match self.left {
            [first, rest @ ..] => {
                self.left = rest;
                *first
            }
            [] => 0,
        }
    }

    /// Reads a number of seven bits a byte, the lowest first.
    fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn text(&mut self) -> &'de str {
        let length = self.number().min(self.left.len());
        let (text, rest) = self.left.split_at(length);
        self.left = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() != 0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 0 {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        // A broken length must not ask for more than there is: each item takes a byte at least.
        let count = self.number().min(self.left.len());
        visitor.visit_seq(Items {
            reader: self,
            count,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields { reader: self })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let variant = self.number().min(variants.len().saturating_sub(1));
        visitor.visit_enum(Variant(u32::try_from(variant).unwrap_or_default()))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        tuple tuple_struct map identifier ignored_any
    }
}

/// The fields of a struct: there is always one more, so that nothing can be missing.
struct Fields<'a, 'de> {
    reader: &'a mut Reader<'de>,
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// The items of a list.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    count: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        if self.count == 0 {
            return Ok(None);
        }
        self.count -= 1;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.count)
    }
}

/// A variant without fields.
struct Variant(u32);

impl<'de> EnumAccess<'de> for Variant {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Never> {
        let number: U32Deserializer<Never> = self.0.into_deserializer();
        seed.deserialize(number).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Never> {
        std::process::abort()
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Never> {
        std::process::abort()
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Never> {
        std::process::abort()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::content::Content;
    use crate::domain::regions::Regions;

    #[test]
    fn the_real_content_and_regions_survive_packing() {
        let content = Content::read(include_str!("../../content/en-GB.json")).unwrap();
        assert_eq!(unpacked::<Content>(&packed(&content).unwrap()), content);
        let regions = Regions::read(include_str!("../../content/regions.json")).unwrap();
        assert_eq!(unpacked::<Regions>(&packed(&regions).unwrap()), regions);
    }

    #[test]
    fn a_file_cut_anywhere_gives_content_all_the_same() {
        let regions = Regions::read(include_str!("../../content/regions.json")).unwrap();
        let bytes = packed(&regions).unwrap();
        for end in 0..bytes.len() {
            let _: Regions = unpacked(&bytes[..end]);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_content(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _: Content = unpacked(&bytes);
            let _: Regions = unpacked(&bytes);
        }
    }
}
