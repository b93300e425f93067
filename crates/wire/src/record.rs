//! One definition, two faces: a record's keys, by which its JSON is written, and its TypeScript type.

/// What has a TypeScript type
pub(crate) trait Describe {
    /// The type, as it is written in a declaration
    fn type_script() -> String;

    /// Whether a field of this type may be missing
    fn is_optional() -> bool {
        false
    }
}

/// What has a declaration of its own in TypeScript
pub(crate) trait Declare {
    /// Its whole text
    fn declaration() -> String;
}

/// An object whose keys are data
pub(crate) struct Entries<T>(std::marker::PhantomData<T>);

/// `null` where there is nothing, rather than a missing key
pub(crate) struct OrNull<T>(std::marker::PhantomData<T>);

/// A value in the form a case has
pub(crate) enum CaseValue {}

/// A set of answers to one question
pub(crate) enum AnswerSet {}

macro_rules! described {
    ($($kind:ty = $type:literal,)+) => {$(
        impl Describe for $kind {
            fn type_script() -> String {
                $type.into()
            }
        }
    )+};
}

described! {
    String = "string",
    bool = "boolean",
    i32 = "number",
    CaseValue = "CaseValue",
    AnswerSet = "AnswerSet",
}

impl<T: Describe> Describe for Option<T> {
    fn type_script() -> String {
        T::type_script()
    }

    fn is_optional() -> bool {
        true
    }
}

impl<T: Describe> Describe for OrNull<T> {
    fn type_script() -> String {
        T::type_script() + " | null"
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

impl<T: Describe> Describe for Entries<T> {
    fn type_script() -> String {
        format!("{{ [key: string]: {} }}", T::type_script())
    }
}

/// Defines a JSON object: the keys it is written by and its type in TypeScript; with `struct` also a Rust type
macro_rules! record {
    ($(#[doc = $doc:literal])+ pub struct $name:ident {
        $( $(#[doc = $field_doc:literal])+ $field:ident : $kind:ty, )+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $kind, )+
        }
        $crate::record::record!(@faces $(#[doc = $doc])+ $name {
            $( $(#[doc = $field_doc])+ $field : $kind, )+
        });
    };
    ($(#[doc = $doc:literal])+ $name:ident {
        $( $(#[doc = $field_doc:literal])+ $field:ident : $kind:ty, )+
    }) => {
        $(#[doc = $doc])+
        pub(crate) enum $name {}
        $crate::record::record!(@faces $(#[doc = $doc])+ $name {
            $( $(#[doc = $field_doc])+ $field : $kind, )+
        });
    };
    (@faces $(#[doc = $doc:literal])+ $name:ident {
        $( $(#[doc = $field_doc:literal])+ $field:ident : $kind:ty, )+
    }) => {
        impl $name {
            /// Its keys, in the order they are written
            pub(crate) const KEYS: $crate::json::Keys =
                $crate::json::Keys(concat!($( stringify!($field), " " ),+));
        }

        impl $crate::record::Declare for $name {
            fn declaration() -> String {
                let mut text = String::new();
                $( text += concat!("/**", $doc, " */\n"); )+
                text += concat!("export interface ", stringify!($name), " {\n");
                $(
                    $( text += concat!("  /**", $field_doc, " */\n"); )+
                    text += concat!("  ", stringify!($field));
                    text += if <$kind as $crate::record::Describe>::is_optional() { "?: " } else { ": " };
                    text += &<$kind as $crate::record::Describe>::type_script();
                    text += ";\n";
                )+
                text + "}\n"
            }
        }

        impl $crate::record::Describe for $name {
            fn type_script() -> String {
                stringify!($name).into()
            }
        }
    };
}

/// Gives the variants of a foreign enum their words on the wire
macro_rules! words {
    ($(#[doc = $doc:literal])+ $vis:vis $name:ident for $kind:ty { $($variant:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        $vis struct $name($vis $kind);

        impl $name {
            /// Its word
            #[must_use]
            $vis const fn word(self) -> &'static str {
                match self.0 {
                    $( <$kind>::$variant => $word, )+
                }
            }
        }

        impl $crate::record::Declare for $name {
            fn declaration() -> String {
                let words = [$( concat!("\"", $word, "\"") ),+].join(" | ");
                let mut text = String::new();
                $( text += concat!("/**", $doc, " */\n"); )+
                text += concat!("export type ", stringify!($name), " = ");
                text += &words;
                text + ";\n"
            }
        }

        impl $crate::record::Describe for $name {
            fn type_script() -> String {
                stringify!($name).into()
            }
        }
    };
}

pub(crate) use {record, words};
