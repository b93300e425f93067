//! What was chosen in a room: names and texts, as the page hands them over.

use tradeaid_wire::json::Json;

/// The choices made in a room
#[derive(Debug, Default)]
pub(crate) struct Wish(Vec<(String, String)>);

impl Wish {
    /// Reads a map of texts; anything else in it is as if it was not said
    pub(crate) fn read(json: &str) -> Self {
        let json = Json::parse(json).ok();
        let entries = json.as_ref().and_then(Json::as_map).unwrap_or(&[]);
        let texts = entries.iter().filter_map(|(name, value)| {
            Some((name.clone().into_owned(), value.as_text()?.to_owned()))
        });
        Self(texts.collect())
    }

    /// What was chosen under a name; empty if nothing was
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, text)| text)
    }
}
