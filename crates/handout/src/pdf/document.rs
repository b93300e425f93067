//! The file: its objects and where each stands.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::canvas::{HEIGHT, WIDTH, push_points};
use super::font::{Face, encode};
use crate::sheet::Sheet;

/// The objects before the first page
const FIXED: usize = 8;

const SONG: &str = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[5 0 R]>>";
const SONG_CID: &str = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/FontDescriptor 6 0 R/DW 1000>>";
const SONG_LOOK: &str = "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>";
const PLAIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const BOLD: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>";

/// A file as it grows
#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl File {
    fn text(&mut self, parts: &[&str]) {
        for part in parts {
            self.bytes.extend_from_slice(part.as_bytes());
        }
    }

    fn object(&mut self, parts: &[&str]) {
        self.begin();
        self.text(parts);
        self.text(&["\nendobj\n"]);
    }

    fn begin(&mut self) {
        self.starts.push(self.bytes.len());
        let number = self.starts.len().to_string();
        self.text(&[&number, " 0 obj\n"]);
    }

    fn stream(&mut self, content: &str) {
        let packed = compress_to_vec_zlib(content.as_bytes(), 9);
        self.begin();
        let length = packed.len().to_string();
        self.text(&["<</Filter/FlateDecode/Length ", &length, ">>stream\n"]);
        self.bytes.extend_from_slice(&packed);
        self.text(&["\nendstream\nendobj\n"]);
    }

    fn finish(mut self) -> Vec<u8> {
        let at = self.bytes.len().to_string();
        let count = self.starts.len().saturating_add(1).to_string();
        self.text(&["xref\n0 ", &count, "\n0000000000 65535 f \n"]);
        for start in std::mem::take(&mut self.starts) {
            self.text(&[&format!("{start:010}"), " 00000 n \n"]);
        }
        let tail = [
            "trailer\n<</Size ",
            &count,
            "/Root 1 0 R/Info 3 0 R>>\nstartxref\n",
            &at,
        ];
        self.text(&tail);
        self.text(&["\n%%EOF\n"]);
        self.bytes
    }
}

/// The file of some pages
pub(super) fn write(pages: &[String], title: &str, sheet: &Sheet) -> Vec<u8> {
    let mut file = File::default();
    file.text(&["%PDF-1.5\n"]);
    // Tells who passes the file on that it is no text.
    file.bytes.extend_from_slice(b"%\xe2\xe3\xcf\xd3\n");
    file.object(&[
        "<</Type/Catalog/Pages 2 0 R/Lang(",
        sheet.language.tag(),
        ")/ViewerPreferences<</DisplayDocTitle true>>>>",
    ]);
    let kids: Vec<String> = (0..pages.len())
        .map(|index| [&number_of(index).to_string(), " 0 R"].concat())
        .collect();
    let count = pages.len().to_string();
    let mut edges = String::new();
    push_points(&mut edges, WIDTH);
    edges.push(' ');
    push_points(&mut edges, HEIGHT);
    file.object(&[
        "<</Type/Pages/Count ",
        &count,
        "/Kids[",
        &kids.join(" "),
        "]/MediaBox[0 0 ",
        &edges,
        "]/Resources<</Font<</S 4 0 R/H 7 0 R/B 8 0 R>>>>>>",
    ]);
    file.object(&[
        "<</Title",
        &text_string(title),
        "/Creator",
        &text_string(&sheet.product),
        ">>",
    ]);
    for object in [SONG, SONG_CID, SONG_LOOK, PLAIN, BOLD] {
        file.object(&[object]);
    }
    for (index, page) in pages.iter().enumerate() {
        let content = number_of(index).saturating_add(1).to_string();
        file.object(&["<</Type/Page/Parent 2 0 R/Contents ", &content, " 0 R>>"]);
        file.stream(page);
    }
    file.finish()
}

/// The number of a page's object; its content is the next one
const fn number_of(page: usize) -> usize {
    FIXED + 1 + 2 * page
}

/// A text outside of pages
fn text_string(text: &str) -> String {
    let mut hex = String::from("<feff");
    for letter in text.chars() {
        encode(&mut hex, letter, Face::Song);
    }
    hex.push('>');
    hex
}
