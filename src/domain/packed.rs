//! The compact form in which visitors load content: the texts one after the other, in the order of the types.
//!
//! Reading JSON into types would cost the visitor 30 KB of WebAssembly after compression, and any reader that can fail
//! 5 KB. The loader checks the file as a whole before it gets here (by its hash), so this one cannot fail: it gives
//! empty texts and lists where there are no bytes left.

use super::text::Text;

/// What has a compact form.
pub trait Packed: Sized {
    /// Appends the compact form to `bytes`.
    fn pack(&self, bytes: &mut Vec<u8>);

    /// Reads what [`Packed::pack`] wrote for the same type.
    fn unpack(reader: &mut Reader<'_>) -> Self;
}

/// Returns the compact form of `value`.
pub fn packed(value: &impl Packed) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.pack(&mut bytes);
    bytes
}

/// Reads what [`packed`] wrote for the same type.
pub fn unpacked<T: Packed>(bytes: &[u8]) -> T {
    T::unpack(&mut Reader { left: bytes })
}

/// Reads bytes from the front.
#[derive(Debug)]
pub struct Reader<'a> {
    left: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.left.split_first() else {
            return 0;
        };
        self.left = rest;
        byte
    }

    /// Reads a number of seven bits a byte, the lowest first: how many bytes or items follow.
    fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        // A broken length must not ask for more than there is: each item takes a byte at least.
        number.min(self.left.len())
    }
}

fn pack_number(mut number: usize, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

impl Packed for Text {
    fn pack(&self, bytes: &mut Vec<u8>) {
        pack_number(self.len(), bytes);
        bytes.extend(self.as_bytes());
    }

    #[inline(never)]
    fn unpack(reader: &mut Reader<'_>) -> Self {
        let length = reader.number();
        let (text, rest) = reader.left.split_at(length);
        reader.left = rest;
        let text = std::str::from_utf8(text).unwrap_or_default();
        Self::kept(text)
    }
}

impl Packed for bool {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        reader.byte() == 1
    }
}

impl Packed for u16 {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        Self::from_le_bytes([reader.byte(), reader.byte()])
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        pack_number(self.len(), bytes);
        self.iter().for_each(|item| item.pack(bytes));
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        let count = reader.number();
        (0..count).map(|_| T::unpack(reader)).collect()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.is_some().pack(bytes);
        self.iter().for_each(|item| item.pack(bytes));
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        bool::unpack(reader).then(|| T::unpack(reader))
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.0.pack(bytes);
        self.1.pack(bytes);
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        (A::unpack(reader), B::unpack(reader))
    }
}

/// Declares structs that have a compact form, field after field.
macro_rules! packed_structs {
    ($($(#[$about:meta])* pub struct $name:ident { $($(#[$what:meta])* pub $field:ident: $type:ty,)* })*) => {$(
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        $(#[$about])*
        pub struct $name { $($(#[$what])* pub $field: $type,)* }

        impl $crate::domain::packed::Packed for $name {
            fn pack(&self, bytes: &mut Vec<u8>) {
                $(self.$field.pack(bytes);)*
            }

            fn unpack(reader: &mut $crate::domain::packed::Reader<'_>) -> Self {
                Self { $($field: $crate::domain::packed::Packed::unpack(reader),)* }
            }
        }
    )*};
}
pub(crate) use packed_structs;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::content::Content;
    use crate::domain::regions::Regions;

    #[test]
    fn the_real_content_and_regions_survive_packing() {
        let content = Content::read(include_str!("../../content/en-GB.json")).unwrap();
        assert_eq!(unpacked::<Content>(&packed(&content)), content);
        let regions = Regions::read(include_str!("../../content/regions.json")).unwrap();
        assert_eq!(unpacked::<Regions>(&packed(&regions)), regions);
    }

    #[test]
    fn a_file_cut_anywhere_gives_content_all_the_same() {
        let regions = Regions::read(include_str!("../../content/regions.json")).unwrap();
        let bytes = packed(&regions);
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
