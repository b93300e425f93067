//! Two of something, one for each pack. Nothing here knows what a pack is.

/// One of the two packs
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Before,
    After,
}

impl Which {
    pub(super) const BOTH: [Self; 2] = [Self::Before, Self::After];
}

/// One of something for each pack
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Both<T> {
    pub(super) before: T,
    pub(super) after: T,
}

impl<T> Both<T> {
    /// One for each pack, made alike
    pub(super) fn of(mut make: impl FnMut(Which) -> T) -> Self {
        Self {
            before: make(Which::Before),
            after: make(Which::After),
        }
    }

    pub(super) const fn get(&self, which: Which) -> &T {
        match which {
            Which::Before => &self.before,
            Which::After => &self.after,
        }
    }

    pub(super) const fn get_mut(&mut self, which: Which) -> &mut T {
        match which {
            Which::Before => &mut self.before,
            Which::After => &mut self.after,
        }
    }
}

impl<T: PartialEq> Both<T> {
    /// Whether the two are alike
    pub(super) fn agree(&self) -> bool {
        self.before == self.after
    }
}
