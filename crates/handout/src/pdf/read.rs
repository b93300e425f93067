//! Reads the text back out of a PDF made here, for tests: the pages' streams, unpacked, and every string in them.

use miniz_oxide::inflate::decompress_to_vec_zlib;

/// The text of each page, a line for every line drawn
pub(crate) fn pages(file: &[u8]) -> Vec<String> {
    let mut pages = Vec::new();
    let mut rest = file;
    while let Some(at) = find(rest, b">>stream\n") {
        let body = &rest[at + 9..];
        let end = find(body, b"\nendstream").unwrap();
        let content = decompress_to_vec_zlib(&body[..end]).unwrap();
        pages.push(text(&String::from_utf8(content).unwrap()));
        rest = &body[end..];
    }
    pages
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn text(content: &str) -> String {
    let mut text = String::new();
    let mut rest = content.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '<' => {
                let hex: String = rest.by_ref().take_while(|letter| *letter != '>').collect();
                let hex: Vec<char> = hex.chars().collect();
                let unit =
                    |four: &[char]| u16::from_str_radix(&four.iter().collect::<String>(), 16);
                let units: Vec<u16> = hex.chunks(4).map(|four| unit(four).unwrap()).collect();
                text.push_str(&String::from_utf16(&units).unwrap());
            }
            '(' => loop {
                match rest.next().unwrap() {
                    ')' => break,
                    '\\' => text.push(escaped(&mut rest)),
                    plain => text.push(plain),
                }
            },
            'E' if rest.peek() == Some(&'T') => text.push('\n'),
            _ => {}
        }
    }
    text
}

fn escaped(rest: &mut impl Iterator<Item = char>) -> char {
    let first = rest.next().unwrap();
    if !first.is_ascii_digit() {
        return first;
    }
    let code: String = std::iter::once(first).chain(rest.take(2)).collect();
    match code.as_str() {
        "245" => '¥',
        "226" => '–',
        "227" => '—',
        "205" => '…',
        "223" => '“',
        "224" => '”',
        "221" => '‘',
        "222" => '’',
        "267" => '·',
        other => panic!("{other}"),
    }
}
