//! `tradeaid pack key`, `sign` and `verify`: who vouches for a built pack. The signatures are those of minisign, so that
//! its own tool makes and checks them as well; what is signed along names the pack and its digest.
//!
//! Nothing else is signed here, and no rule is read but to know that the file is a pack.

use std::fs::{self, OpenOptions};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKeyBox, SignatureBox};

use crate::args::Signing;
use crate::input;
use crate::output::{self, Outcome};
use crate::pack;
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;

/// Makes a pair of keys, or signs a pack, or checks a signature
pub(crate) fn run(task: &Signing, texts: &Texts) -> Outcome {
    let done = match task {
        Signing::Key(name) => keys(name, texts),
        Signing::Sign { pack, key } => sign(pack, key, texts),
        Signing::Verify { pack, key } => verify(pack, key, texts),
    };
    match done {
        Ok(said) => output::print(&said),
        Err(outcome) => outcome,
    }
}

/// A name with something more behind it
fn with(name: &Path, more: &str) -> PathBuf {
    let mut whole = name.as_os_str().to_owned();
    whole.push(more);
    whole.into()
}

fn keys(name: &Path, texts: &Texts) -> Result<String, Outcome> {
    let pair = KeyPair::generate_unencrypted_keypair();
    let boxed = pair.and_then(|KeyPair { pk, sk }| Ok((sk.to_box(None)?, pk.to_box()?)));
    let (secret, public) = boxed.map_err(|error| complain(texts, "sign.no_keys", name, &error))?;
    let files = [
        (with(name, ".key"), secret.to_string(), 0o600),
        (with(name, ".pub"), public.to_string(), 0o644),
    ];
    let mut said = Vec::new();
    for (file, text, mode) in files {
        create(&file, &text, mode)
            .map_err(|error| complain(texts, "pack.not_written", &file, &error))?;
        said.push(texts.say("pack.written", &[("file", &file.to_string_lossy())]));
    }
    said.push(texts.get("sign.keep").into());
    Ok(said.join("\n"))
}

/// Writes a file that is not there yet: a key that is lost cannot be made again.
fn create(file: &Path, text: &str, mode: u32) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options.open(file)?.write_all(text.as_bytes())
}

fn sign(file: &Path, key: &Path, texts: &Texts) -> Result<String, Outcome> {
    let signed = Signed::read(file, texts)?;
    let secret = SecretKeyBox::from_string(&text_of(key, texts)?)
        .and_then(SecretKeyBox::into_unencrypted_secret_key)
        .map_err(|error| complain(texts, "sign.no_secret", key, &error))?;
    let made = minisign::sign(
        None,
        &secret,
        Cursor::new(&signed.bytes),
        Some(&signed.name),
        Some("signature of a tradeaid pack"),
    );
    let made = made.map_err(|error| complain(texts, "sign.not_signed", file, &error))?;
    pack::write(&with(file, ".minisig"), &made.to_string(), texts)
}

fn verify(file: &Path, key: &Path, texts: &Texts) -> Result<String, Outcome> {
    let signed = Signed::read(file, texts)?;
    let public = PublicKeyBox::from_string(&text_of(key, texts)?)
        .and_then(PublicKey::from_box)
        .map_err(|error| complain(texts, "sign.no_public", key, &error))?;
    let of = with(file, ".minisig");
    let signature = SignatureBox::from_string(&text_of(&of, texts)?)
        .map_err(|error| complain(texts, "sign.no_signature", &of, &error))?;
    minisign::verify(
        &public,
        &signature,
        Cursor::new(&signed.bytes),
        true,
        false,
        false,
    )
    .map_err(|error| complain(texts, "sign.wrong", file, &error))?;
    Ok(texts.say("sign.right", &[("name", &signed.name)]))
}

fn text_of(file: &Path, texts: &Texts) -> Result<String, Outcome> {
    input::read(file).map_err(|why| Refusal::file(file, why).report(false, texts))
}

fn complain(texts: &Texts, key: &str, file: &Path, why: &impl ToString) -> Outcome {
    let places = [
        ("file", &*file.to_string_lossy()),
        ("why", &why.to_string()),
    ];
    output::complain(&texts.say(key, &places));
    Outcome::Refused
}

/// What a signature is of
struct Signed {
    bytes: Vec<u8>,
    /// The pack, its version and its digest
    name: String,
}

impl Signed {
    /// Reads the file of a built pack
    fn read(file: &Path, texts: &Texts) -> Result<Self, Outcome> {
        let calculator =
            store::load_pack(Some(file), texts).map_err(|refusal| refusal.report(false, texts))?;
        let bytes =
            fs::read(file).map_err(|error| complain(texts, "sign.no_file", file, &error))?;
        let names = calculator.names();
        let name = [names.id.as_str(), &names.version, calculator.digest()];
        Ok(Self {
            bytes,
            name: name.join(" "),
        })
    }
}
