//! One definition, two faces: a record is written as JSON and described as a TypeScript type.

use crate::json::Writer;

/// What can be written as JSON
pub trait Encode {
    /// Writes it
    fn encode(&self, writer: &mut Writer);

    /// Whether its key is left out of a record
    fn is_absent(&self) -> bool {
        false
    }
}

/// What has a TypeScript type
pub trait Describe {
    /// The type, as it is written in a declaration
    fn type_script() -> String;

    /// Whether a field of this type may be missing
    #[must_use]
    fn is_optional() -> bool {
        false
    }
}

/// A declaration for the TypeScript types
#[derive(Clone, Debug)]
pub struct Declaration {
    /// Its name
    pub name: &'static str,
    /// Its whole text
    pub text: String,
}

/// Entries of an object whose keys are data
#[derive(Clone, Debug, Default)]
pub struct Entries<T>(pub Vec<(String, T)>);

/// A value that is JSON already
#[derive(Clone, Debug, Default)]
pub struct Raw(pub String);

/// `null` where there is nothing, rather than a missing key
#[derive(Clone, Debug)]
pub struct OrNull<T>(pub Option<T>);

macro_rules! encode_text {
    ($($kind:ty),+) => {$(
        impl Encode for $kind {
            fn encode(&self, writer: &mut Writer) {
                writer.text(self);
            }
        }
        impl Describe for $kind {
            fn type_script() -> String {
                "string".into()
            }
        }
    )+};
}

encode_text!(&str, String);

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.bool(*self);
    }
}

impl Describe for bool {
    fn type_script() -> String {
        "boolean".into()
    }
}

impl Encode for i32 {
    fn encode(&self, writer: &mut Writer) {
        writer.integer(i64::from(*self));
    }
}

impl Describe for i32 {
    fn type_script() -> String {
        "number".into()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Describe> Describe for Option<T> {
    fn type_script() -> String {
        T::type_script()
    }

    fn is_optional() -> bool {
        true
    }
}

impl<T: Encode> Encode for OrNull<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl<T: Describe> Describe for OrNull<T> {
    fn type_script() -> String {
        T::type_script() + " | null"
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.open_list();
        for value in self {
            value.encode(writer);
        }
        writer.close_list();
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn type_script() -> String {
        let element = T::type_script();
        if element.contains(' ') {
            format!("({element})[]")
        } else {
            element + "[]"
        }
    }
}

impl<T: Encode> Encode for Entries<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.open_map();
        for (key, value) in &self.0 {
            writer.key(key);
            value.encode(writer);
        }
        writer.close_map();
    }
}

impl<T: Describe> Describe for Entries<T> {
    fn type_script() -> String {
        format!("{{ [key: string]: {} }}", T::type_script())
    }
}

impl Encode for Raw {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }
}

impl Describe for Raw {
    fn type_script() -> String {
        "CaseValue".into()
    }
}

/// Defines a struct that is written as a JSON object, field by field, and described in TypeScript
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $field_doc:literal])+ $field:ident $(as $key:literal)? : $kind:ty, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name $(<$life>)? {
            $( $(#[doc = $field_doc])+ pub $field: $kind, )+
        }

        impl $(<$life>)? $crate::record::Encode for $name $(<$life>)? {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.open_map();
                $(
                    if !$crate::record::Encode::is_absent(&self.$field) {
                        writer.key($crate::record::key!($field $($key)?));
                        $crate::record::Encode::encode(&self.$field, writer);
                    }
                )+
                writer.close_map();
            }
        }

        impl $(<$life>)? $crate::record::Describe for $name $(<$life>)? {
            fn type_script() -> String {
                stringify!($name).into()
            }
        }

        impl $(<$life>)? $name $(<$life>)? {
            /// Its declaration for the TypeScript types
            #[must_use]
            pub fn declaration() -> $crate::record::Declaration {
                let mut text = String::new();
                $( text += concat!("/**", $doc, " */\n"); )+
                text += concat!("export interface ", stringify!($name), " {\n");
                $(
                    $( text += concat!("  /**", $field_doc, " */\n"); )+
                    text += "  ";
                    text += $crate::record::key!($field $($key)?);
                    text += if <$kind as $crate::record::Describe>::is_optional() { "?: " } else { ": " };
                    text += &<$kind as $crate::record::Describe>::type_script();
                    text += ";\n";
                )+
                text += "}\n";
                $crate::record::Declaration { name: stringify!($name), text }
            }
        }
    };
}

macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// Gives the variants of a foreign enum their words on the wire
macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident for $kind:ty { $($variant:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub $kind);

        impl $name {
            /// Its word
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self.0 {
                    $( <$kind>::$variant => $word, )+
                }
            }

            /// What a word stands for
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $( $word => Some(Self(<$kind>::$variant)), )+
                    _ => None,
                }
            }
        }

        impl $crate::record::Encode for $name {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.text(self.word());
            }
        }

        impl $crate::record::Describe for $name {
            fn type_script() -> String {
                stringify!($name).into()
            }
        }

        impl $name {
            /// Its declaration for the TypeScript types
            #[must_use]
            pub fn declaration() -> $crate::record::Declaration {
                let words = [$( concat!("\"", $word, "\"") ),+].join(" | ");
                let mut text = String::new();
                $( text += concat!("/**", $doc, " */\n"); )+
                text += concat!("export type ", stringify!($name), " = ");
                text += &words;
                text += ";\n";
                $crate::record::Declaration { name: stringify!($name), text }
            }
        }
    };
}

pub(crate) use {key, record, words};
