//! Index newtypes into the arrays of a pack and of a case.

macro_rules! index {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u16);

        impl $name {
            /// As an array index
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

index! {
    /// An input of the pack
    InputId,
    /// A node of the graph
    NodeId,
    /// A kind of item, such as a loan
    KindId,
    /// A measure: one support that a provision gives
    MeasureId,
    /// A group of measures for the same object
    GroupId,
    /// A provision of the document
    ProvisionId,
    /// A decision table
    TableId,
    /// An item of the case, counted over all kinds
    ItemId,
    /// A text of the pack, named at the wire
    TextId,
    /// A code of the pack, such as a warning's
    CodeId,
}
