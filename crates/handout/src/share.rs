//! A case as a short code, the link that carries it behind a hash, and the picture of that link.
//!
//! A code is its version, a dot, and the canonical case, deflated and in base64url. Version 1 is the only one.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use qrcodegen::{DataTooLong, Mask, QrCode, QrCodeEcc, QrSegment, Version};
use tradeaid_explain::Texts;
use tradeaid_wire::{Calculator, KnownCase, Problem};

use crate::canonical::shortest;
use crate::file::refused;
use crate::make::Handout;
use crate::problem::Complaint;

/// The longest link: longer ones are cut off on their way
pub const MAX_LINK: usize = 1500;

/// What stands before the code in a link
const KEY: &str = "tradeaid=";
/// The version of a code and the dot
const VERSION: &str = "1.";
/// The longest case that a code may unfold to
const MAX_CASE: usize = 1 << 18;
/// The largest picture of a link that telephones still read off a screen
const LARGEST: u8 = 28;
/// The empty edge that every reader needs, in modules
const QUIET: i32 = 4;

/// The code of a case: its canonical form alone, with its day of assessment, without names
pub fn code(
    calculator: &Calculator,
    case_json: &str,
    known: &KnownCase,
) -> Result<String, Vec<Problem>> {
    let case = shortest(calculator, case_json, known)?;
    let packed = compress_to_vec(case.as_bytes(), 9);
    Ok([VERSION, &base64url(&packed)].concat())
}

/// The link of a code, on a page that the host names; refused where it would be cut off on its way
///
/// A page whose address goes on behind a hash keeps what stands there.
pub fn link(base: &str, code: &str, texts: &Texts) -> Result<String, Complaint> {
    let joint = match base.split_once('#') {
        None => "#",
        Some((_, "")) => "",
        Some((_, route)) if route.contains('?') => "&",
        Some(_) => "?",
    };
    let link = [base, joint, KEY, code].concat();
    if link.chars().count() > MAX_LINK {
        return Err(too_long("handout.share.too_long", &link, texts));
    }
    Ok(link)
}

/// The link of a case on a page that the host names, or without such a page the bare code; refused where it would be
/// cut off on its way
pub(crate) fn shared(
    handout: &Handout<'_>,
    case_json: &str,
    known: &KnownCase,
    base: &str,
) -> Result<String, Complaint> {
    let (calculator, texts) = (handout.calculator, handout.texts);
    let code =
        code(calculator, case_json, known).map_err(|problems| refused(handout, &problems))?;
    if base.is_empty() && code.len() <= MAX_LINK {
        return Ok(code);
    }
    link(base, &code, texts)
}

fn too_long(key: &str, link: &str, texts: &Texts) -> Complaint {
    let (length, limit) = (link.chars().count().to_string(), MAX_LINK.to_string());
    Complaint(texts.say(key, &[("length", &length), ("limit", &limit)]))
}

/// Whether a text is a code or a link that carries one
pub(crate) fn is_code(text: &str) -> bool {
    text.contains(KEY) || version_of(text).is_some_and(|(_, body)| is_base64url(body))
}

/// The case of a code, or of a link that carries one
pub fn decode(text: &str, texts: &Texts) -> Result<String, Complaint> {
    let say = |key: &str| Complaint(texts.say(key, &[]));
    let code = match text.split_once(KEY) {
        Some((_, rest)) => rest.split(['&', '#', ' ', '\n']).next().unwrap_or(""),
        None => text.trim(),
    };
    let broken = || say("handout.open.broken_code");
    let (version, body) = version_of(code).ok_or_else(broken)?;
    if version != VERSION.trim_end_matches('.') {
        return Err(say("handout.open.newer"));
    }
    let packed = from_base64url(body).ok_or_else(broken)?;
    let case = decompress_to_vec_with_limit(&packed, MAX_CASE).map_err(|_| broken())?;
    String::from_utf8(case).map_err(|_| broken())
}

/// The version of a code and what follows it
fn version_of(code: &str) -> Option<(&str, &str)> {
    let (version, body) = code.split_once('.')?;
    let is_number = version.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !version.is_empty() && !body.is_empty()).then_some((version, body))
}

/// The picture of a link as SVG: how many modules it has with its quiet edge, and the path of the dark ones; or why
/// there is none
pub fn qr(link: &str, texts: &Texts) -> Result<(i32, String), Complaint> {
    let picture = encode(link).map_err(|_| too_long("handout.qr.too_long", link, texts))?;
    let mut path = String::new();
    for y in 0..picture.size() {
        let mut x = 0;
        while x < picture.size() {
            let start = x;
            while x < picture.size() && picture.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (left, top, length) = (
                    (start + QUIET).to_string(),
                    (y + QUIET).to_string(),
                    (x - start).to_string(),
                );
                path.push_str(
                    &["M", &left, " ", &top, "h", &length, "v1h-", &length, "z"].concat(),
                );
            }
            x += 1;
        }
    }
    Ok((picture.size() + 2 * QUIET, path))
}

fn encode(link: &str) -> Result<QrCode, DataTooLong> {
    QrCode::encode_segments_advanced(
        &QrSegment::make_segments(link),
        QrCodeEcc::Low,
        Version::MIN,
        Version::new(LARGEST),
        None::<Mask>,
        true,
    )
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 3);
    for three in bytes.chunks(3) {
        let mut bits = 0_u32;
        for place in 0..3 {
            bits = bits << 8 | u32::from(three.get(place).copied().unwrap_or(0));
        }
        for place in 0..=three.len() {
            let six = (bits >> (18 - 6 * place)) & 63;
            let letter = usize::try_from(six).ok().and_then(|six| LETTERS.get(six));
            text.push(char::from(letter.copied().unwrap_or(b'A')));
        }
    }
    text
}

fn is_base64url(text: &str) -> bool {
    text.bytes().all(|letter| LETTERS.contains(&letter))
}

/// The bytes of a text in base64url; none where it is not the one spelling of them
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for place in 0..4 {
            let six = match four.get(place) {
                Some(letter) => LETTERS.iter().position(|known| known == letter)?,
                None => 0,
            };
            bits = bits << 6 | u32::try_from(six).ok()?;
        }
        let [_, first, second, third] = bits.to_be_bytes();
        let kept = four.len().checked_sub(1).filter(|kept| *kept > 0)?;
        bytes.extend([first, second, third].iter().take(kept));
    }
    (base64url(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(from_base64url(&base64url(&bytes)), Some(bytes));
        }

        #[test]
        fn a_changed_letter_is_no_other_spelling(text in "[A-Za-z0-9_-]{0,20}") {
            if let Some(bytes) = from_base64url(&text) {
                prop_assert_eq!(base64url(&bytes), text);
            }
        }
    }
}
