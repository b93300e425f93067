//! The places of the page that links lead to. A name from the pack becomes part of an id only letter by letter.

/// An id inside the page
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor(String);

impl Anchor {
    /// The place of something with a name; two names never share one
    #[must_use]
    pub fn of(room: &'static str, name: &str) -> Self {
        let mut id = [room, "-"].concat();
        for character in name.chars() {
            if character.is_ascii_alphanumeric() || "-.".contains(character) {
                id.push(character);
            } else {
                id.push('_');
                id.push_str(&u32::from(character).to_string());
                id.push('_');
            }
        }
        Self(id)
    }

    /// A provision
    #[must_use]
    pub fn provision(pinpoint: &str) -> Self {
        Self::of("provision", pinpoint)
    }

    /// A measure
    #[must_use]
    pub fn measure(id: &str) -> Self {
        Self::of("measure", id)
    }

    /// An input, a parameter or a reading
    #[must_use]
    pub fn input(path: &str) -> Self {
        Self::of("input", path)
    }

    /// A group
    #[must_use]
    pub fn group(id: &str) -> Self {
        Self::of("group", id)
    }

    /// A decision table, by the path of what it gives
    #[must_use]
    pub fn table(path: &str) -> Self {
        Self::of("table", path)
    }

    /// A file of tests
    #[must_use]
    pub fn tests(path: &str) -> Self {
        Self::of("tests", path)
    }

    /// Something that has a letter inside a measure or a group
    #[must_use]
    pub fn letter(owner: &str, letter: &str) -> Self {
        Self::of("where", &[owner, "-", letter].concat())
    }

    /// A section of the page itself
    #[must_use]
    pub fn section(name: &'static str) -> Self {
        Self::of("section", name)
    }

    /// As an id
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0
    }

    /// As the address of a link
    #[must_use]
    pub fn address(&self) -> String {
        ["#", &self.0].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Anchor;

    #[test]
    fn no_name_leaves_the_id_and_no_two_names_meet() {
        let hostile = Anchor::of("p", "\"><script>");
        assert!(
            hostile
                .id()
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        );
        assert_ne!(Anchor::of("p", "a b"), Anchor::of("p", "a_32_b"));
        assert_eq!(Anchor::provision("17.2b").address(), "#provision-17.2b");
    }
}
