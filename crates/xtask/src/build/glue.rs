//! What the JavaScript side of a module carries for browsers and callers that this product does not have: left out,
//! because every visitor downloads it. Knows the text that the binding generator writes, and nothing of the module;
//! text that is not as expected stops the build.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use anyhow::{Context, Result, ensure};

/// Text that is replaced wherever it stands, and why that changes nothing.
const REPLACED: [(&str, &str); 11] = [
    // The classes that are asked for are in every browser, and asking never throws.
    (
        "let result;\n            try {\n                result = ",
        "const ret = ",
    ),
    (
        "\n            } catch (_) {\n                result = false;\n            }\n            const ret = result;",
        "",
    ),
    // Every browser and Node have `globalThis`, which is asked for first: the others are never reached.
    (
        "typeof globalThis === 'undefined' ? undefined : globalThis",
        "globalThis",
    ),
    (
        "typeof self === 'undefined' ? undefined : self",
        "globalThis",
    ),
    (
        "typeof window === 'undefined' ? undefined : window",
        "globalThis",
    ),
    (
        "typeof global === 'undefined' ? undefined : global",
        "globalThis",
    ),
    // A memory that has grown has another buffer; the state of the old one adds nothing to that.
    (
        "cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && ",
        "(",
    ),
    // What was passed before a text that is none would be given back; only texts are passed.
    (
        ";\n            try {\n                ptr0 = ",
        ";\n                ptr0 = ",
    ),
    // A text is encoded at once, and then needs no room that grows.
    (
        "function passStringToWasm0(arg, malloc, realloc) {\n    if (realloc === undefined) {",
        "function passStringToWasm0(arg, malloc) {",
    ),
    // Libraries of pages have put classes of their own in the place of these two.
    (
        "getObject(arg0) instanceof Window;",
        "getObject(arg0) === window;",
    ),
    (
        "getObject(arg0) instanceof Element;",
        "getObject(arg0).nodeType === 1;",
    ),
];

/// Passages that are cut: where each begins, and where it ends.
const CUT: [(&str, &str); 4] = [
    (
        "            } catch (e) {\n                if (ptr",
        "throw e;\n            }\n",
    ),
    (
        "\n    }\n\n    let len = arg.length;",
        "    WASM_VECTOR_LEN = offset;\n    return ptr;",
    ),
    // Every supported browser can encode into a given place.
    ("if (!('encodeInto' in ", "\n}\n"),
    // The bundles free what they own themselves.
    ("if (Symbol.dispose) ", "\n"),
];

/// What would still stand there if the generator wrote anything in another way.
const LEFTOVERS: [&str; 9] = [
    "catch (_)",
    "=== 'undefined' ? undefined",
    "detached",
    "throw e;\n",
    "realloc",
    "encodeInto",
    "Symbol.dispose",
    "instanceof Window",
    "instanceof Element",
];

/// What stands between the name of an import and its function.
const IMPORT: &str = ": function(";
/// How the last line of that function begins.
const END_OF_IMPORT: &str = "\n        }";

/// The JavaScript side without what nobody needs.
pub(super) fn trimmed(glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    for (long, short) in REPLACED {
        glue = glue.replace(long, short);
    }
    for (begin, end) in CUT {
        glue = without(&glue, begin, end)?;
    }
    glue = without_growing(&glue)?;
    for leftover in LEFTOVERS {
        ensure!(
            !glue.contains(leftover),
            "the generated glue still has `{}`",
            leftover.escape_debug()
        );
    }
    Ok(glue)
}

/// The text without every passage from `begin` to `end`, both included.
fn without(text: &str, begin: &str, end: &str) -> Result<String> {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, passage)) = rest.split_once(begin) {
        kept.push_str(before);
        (_, rest) = passage
            .split_once(end)
            .with_context(|| format!("no end after `{}`", begin.escape_debug()))?;
    }
    kept.push_str(rest);
    Ok(kept)
}

/// Calls that pass a text name the way to grow its room last: that argument goes, and with it the export.
fn without_growing(glue: &str) -> Result<String> {
    const CALL: &str = " passStringToWasm0(";
    let mut calls = glue.split(CALL);
    let mut kept = calls.next().unwrap_or_default().to_owned();
    for call in calls {
        let (arguments, after) = call.split_once(')').context("a call without an end")?;
        let short = arguments
            .rsplit_once(", wasm.")
            .map_or(arguments, |(before, _)| before);
        kept.extend([CALL, short, ")", after]);
    }
    Ok(kept)
}

/// Names of imports, each with that of the import before it that does the same.
pub(super) type Twins = BTreeMap<String, String>;

/// The JavaScript side without the imports that do what one before them does.
pub(super) fn without_twins(glue: &str) -> Result<(String, Twins)> {
    let (mut kept, mut twins, mut known) = (String::new(), Twins::new(), BTreeMap::new());
    let mut rest = glue;
    while let Some((before, import)) = rest.split_once(IMPORT) {
        let (before, name) = before.rsplit_once(' ').unwrap_or(("", before));
        let end = import
            .find(END_OF_IMPORT)
            .and_then(|end| Some(end + import.get(end + 1..)?.find('\n')? + 1));
        let (body, after) = import
            .split_at_checked(end.unwrap_or(import.len()))
            .with_context(|| format!("`{name}` has no end"))?;
        kept.push_str(before);
        match known.entry(body) {
            Entry::Occupied(first) => {
                twins.insert(name.to_owned(), String::from(*first.get()));
                // The line before has ended already.
                kept.truncate(kept.trim_end().len());
            }
            Entry::Vacant(place) => {
                place.insert(name);
                kept.extend([" ", name, IMPORT, body]);
            }
        }
        rest = after;
    }
    kept.push_str(rest);
    Ok((kept, twins))
}

#[cfg(test)]
mod tests {
    use super::{trimmed, without_twins};

    /// Every passage that is known, each once, in the generator's own layout.
    const GENERATED: &str = "
    constructor(core, options) {
            let ptr0, len0, ptr1, len1;
            try {
                ptr0 = passStringToWasm0(core, wasm.malloc, wasm.realloc);
                ptr1 = passStringToWasm0(options, wasm.malloc, wasm.realloc);
            } catch (e) {
                if (ptr1) { wasm.free(ptr1, len1 * 1, 1); }
                if (ptr0) { wasm.free(ptr0, len0 * 1, 1); }
                throw e;
            }
            wasm.widget_new(ptr0, ptr1);
    }
if (Symbol.dispose) Widget.prototype[Symbol.dispose] = Widget.prototype.free;
            let result;
            try {
                result = getObject(arg0) instanceof Element;
            } catch (_) {
                result = false;
            }
            const ret = result;
            let result;
            try {
                result = getObject(arg0) instanceof Window;
            } catch (_) {
                result = false;
            }
            const ret = result;
            const ret = typeof self === 'undefined' ? undefined : self;
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        return ptr;
    }

    let len = arg.length;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
    WASM_VECTOR_LEN = offset;
    return ptr;
}
if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
    };
}
";

    const TRIMMED: &str = "
    constructor(core, options) {
            let ptr0, len0, ptr1, len1;
                ptr0 = passStringToWasm0(core, wasm.malloc);
                ptr1 = passStringToWasm0(options, wasm.malloc);
            wasm.widget_new(ptr0, ptr1);
    }
            const ret = getObject(arg0).nodeType === 1;
            const ret = getObject(arg0) === window;
            const ret = globalThis;
    if (cachedDataViewMemory0 === null || (cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
function passStringToWasm0(arg, malloc) {
        const buf = cachedTextEncoder.encode(arg);
        return ptr;
}
";

    #[test]
    fn what_nobody_needs_is_left_out() {
        assert_eq!(trimmed(GENERATED).unwrap(), TRIMMED);
    }

    #[test]
    fn what_is_not_as_expected_stops_the_build() {
        for (known, unknown) in [
            ("result = false;", "result = null;"),
            ("return ptr;\n}", "return [ptr];\n}"),
            (".buffer.detached === true", ".buffer.detached"),
            ("'encodeInto' in", "\"encodeInto\" in"),
        ] {
            let error = trimmed(&GENERATED.replace(known, unknown));
            assert!(error.is_err(), "{known}");
        }
    }

    #[test]
    fn imports_that_do_the_same_stand_once() {
        let import = |name: &str, body: &str| {
            format!(
                "        {name}: function(arg0) {{\n            return {body};\n        }}, arguments); }},\n"
            )
        };
        let [first, other, again] =
            [("a", "1"), ("b", "2"), ("c", "1")].map(|(name, body)| import(name, body));
        let (glue, twins) = without_twins(&format!("{{\n{first}{other}{again}    }};\n")).unwrap();
        assert_eq!(glue, format!("{{\n{first}{other}    }};\n"));
        assert_eq!(twins, [("c".to_owned(), "a".to_owned())].into());
    }
}
