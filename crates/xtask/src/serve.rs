//! `cargo xtask serve`: the built pages on this machine, for looking at them. One thread per request, nothing
//! but files below `dist/`, never reachable from another machine.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::build::{self, Mode};
use crate::tree;
use crate::workspace::Workspace;

/// Where the pages are served unless another port is asked for.
pub(crate) const DEFAULT_PORT: u16 = 8080;

/// A request line and its headers are never longer in earnest.
const LONGEST_HEAD: u64 = 16 * 1024;

/// Builds, then serves `dist/` until it is stopped.
pub(crate) fn serve(workspace: &Workspace, port: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} cannot be used: choose another with `cargo xtask serve --port …`")
    })?;
    build::build(workspace, Mode::Release)?;
    let root = workspace.path("dist").canonicalize()?;
    println!("\nhttp://{}/   (stop with Ctrl-C)", listener.local_addr()?);
    for stream in listener.incoming().flatten() {
        let root = root.clone();
        thread::spawn(move || {
            // A browser that hangs up in the middle is nobody's fault.
            let _ = answer(&stream, &root);
        });
    }
    Ok(())
}

fn answer(mut stream: &TcpStream, root: &Path) -> Result<()> {
    let patience = Some(Duration::from_secs(10));
    stream.set_read_timeout(patience)?;
    stream.set_write_timeout(patience)?;
    let mut head = BufReader::new(stream).take(LONGEST_HEAD);
    let mut request = String::new();
    head.read_line(&mut request)?;
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    let response = respond(&request, root);
    stream.write_all(response.head.as_bytes())?;
    stream.write_all(&response.body)?;
    Ok(())
}

struct Response {
    head: String,
    body: Vec<u8>,
}

/// The answer to a request line such as `GET /index.html HTTP/1.1`.
fn respond(request: &str, root: &Path) -> Response {
    let mut words = request.split(' ');
    let (method, target) = (words.next(), words.next().unwrap_or_default());
    if !matches!(method, Some("GET" | "HEAD")) {
        return plain("405 Method Not Allowed", "Only GET and HEAD are served.");
    }
    let address = target.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = local_path(address, root) else {
        return plain("404 Not Found", "There is no such file.");
    };
    if path.is_dir() && !address.ends_with('/') {
        // One slash in front: two would name another host.
        let place = address.trim_start_matches('/');
        let headers = format!("Location: /{place}/\r\nContent-Length: 0\r\n");
        return response("301 Moved Permanently", &headers, Vec::new());
    }
    let path = if path.is_dir() {
        path.join("index.html")
    } else {
        path
    };
    let Ok(mut body) = tree::read(&path) else {
        return plain("404 Not Found", "There is no such file.");
    };
    let length = body.len();
    if method == Some("HEAD") {
        body.clear();
    }
    // Any page of this machine may embed the files, as pages of other sites do with a real release.
    let headers = format!(
        "Content-Type: {}\r\nContent-Length: {length}\r\nAccess-Control-Allow-Origin: *\r\n",
        content_type(&path)
    );
    response("200 OK", &headers, body)
}

fn plain(status: &str, sentence: &str) -> Response {
    let headers = format!(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n",
        sentence.len()
    );
    response(status, &headers, sentence.as_bytes().to_vec())
}

fn response(status: &str, headers: &str, body: Vec<u8>) -> Response {
    let common =
        "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
    Response {
        head: format!("HTTP/1.1 {status}\r\n{headers}{common}\r\n"),
        body,
    }
}

/// The file or folder below `root` that an address names; nothing outside, not even by a link.
fn local_path(address: &str, root: &Path) -> Option<PathBuf> {
    let mut path = root.to_owned();
    for part in address.split('/').filter(|part| !part.is_empty()) {
        let part = decoded(part)?;
        if part == ".." || part == "." || part.contains(['/', '\\', ':', '\0']) {
            return None;
        }
        path.push(part);
    }
    let path = path.canonicalize().ok()?;
    path.starts_with(root).then_some(path)
}

/// A part of an address without its percent signs.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = part.bytes();
    let mut decoded = Vec::with_capacity(part.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
        decoded.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(decoded).ok()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("txt" | "md" | "ts") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{content_type, local_path, respond};

    fn here() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .canonicalize()
            .unwrap()
    }

    fn status_of(request: &str) -> String {
        let head = respond(request, &here()).head;
        head.lines().next().unwrap().replace("HTTP/1.1 ", "")
    }

    #[test]
    fn files_below_the_root_are_found() {
        let found = local_path("/src/%73erve.rs", &here());
        assert_eq!(found, Some(here().join("src/serve.rs")));
    }

    #[test]
    fn nothing_outside_the_root_is_found() {
        for address in [
            "/../Cargo.toml",
            "/src/..%2f..%2fCargo.toml",
            "/%2e%2e/wire/Cargo.toml",
            "/..\\x",
        ] {
            assert_eq!(local_path(address, &here()), None, "{address}");
        }
    }

    #[test]
    fn requests_get_their_status() {
        assert_eq!(status_of("GET /Cargo.toml?x=1 HTTP/1.1"), "200 OK");
        assert_eq!(status_of("GET /src HTTP/1.1"), "301 Moved Permanently");
        assert_eq!(status_of("GET /src/ HTTP/1.1"), "404 Not Found");
        assert_eq!(status_of("GET /%zz HTTP/1.1"), "404 Not Found");
        assert_eq!(status_of("POST / HTTP/1.1"), "405 Method Not Allowed");
        assert_eq!(status_of(""), "405 Method Not Allowed");
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let head = respond("HEAD /Cargo.toml HTTP/1.1", &here());
        let get = respond("GET /Cargo.toml HTTP/1.1", &here());
        assert_eq!(head.head, get.head);
        assert!(head.body.is_empty() && !get.body.is_empty());
    }

    #[test]
    fn wasm_has_the_type_that_browsers_insist_on() {
        assert_eq!(content_type(Path::new("a/widget.wasm")), "application/wasm");
    }
}
