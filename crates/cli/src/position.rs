//! Where in a text something stands: from a byte, or from a case's path, to line and column.

use tradeaid_wire::json::Json;

/// A line and a column, both counted from 1; columns are characters
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// The position of a byte
pub(crate) fn of_byte(text: &str, byte: usize) -> Position {
    let mut position = Position { line: 1, column: 1 };
    for (at, character) in text.char_indices() {
        if at >= byte {
            break;
        }
        if character == '\n' {
            position.line += 1;
            position.column = 1;
        } else {
            position.column += 1;
        }
    }
    position
}

/// The byte where the value of a path such as `loan[0].matures_on` starts, or of the part of it that is there
pub(crate) fn byte_of_path(text: &str, path: &str) -> Option<usize> {
    let root = Json::parse(text).ok()?;
    let mut found = &root;
    for step in path.split(['.', '[']) {
        let next = match step.strip_suffix(']') {
            Some(index) => index
                .parse()
                .ok()
                .and_then(|index: usize| found.as_list()?.get(index)),
            None => found.get(step),
        };
        match next {
            Some(next) => found = next,
            None => break,
        }
    }
    Some(found.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"名\": 1,\n \"loan\": [{\"id\": \"t1\"}]}";

    #[test]
    fn columns_count_characters() {
        let at = TEXT.find('1').unwrap();
        assert_eq!(of_byte(TEXT, at), Position { line: 2, column: 7 });
        assert_eq!(of_byte(TEXT, 9_999).line, 3);
    }

    #[test]
    fn a_path_leads_to_its_value_or_as_near_as_there_is() {
        let at = |path| byte_of_path(TEXT, path).map(|byte| of_byte(TEXT, byte));
        assert_eq!(
            at("loan[0].id"),
            Some(Position {
                line: 3,
                column: 18
            })
        );
        assert_eq!(
            at("loan[0].matures_on"),
            Some(Position {
                line: 3,
                column: 11
            })
        );
        assert_eq!(byte_of_path("{", "loan"), None);
    }
}
