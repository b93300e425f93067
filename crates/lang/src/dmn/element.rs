//! XML as a small tree with places, and back. Knows no DMN but its namespace.

use std::io;

use crate::said::{Said, say};
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, Writer, XmlVersion};

/// The namespace of a DMN 1.3 model
pub(crate) const DMN: &str = "https://www.omg.org/spec/DMN/20191111/MODEL/";

/// Deeper than any decision is
const MAX_DEPTH: usize = 64;

/// An element
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name without a prefix
    pub(crate) name: String,
    /// Its namespace
    pub(crate) namespace: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    /// The text directly inside it
    pub(crate) text: String,
    /// The byte its tag starts at
    pub(crate) at: usize,
}

/// What is wrong with an XML text: where, and what
pub(crate) type Fault = (usize, Said);

impl Element {
    /// An element of a model
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The same with an attribute
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with an element inside
    pub(crate) fn holding(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// The same with a text inside
    pub(crate) fn saying(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    /// The value of an attribute
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements of the model inside this one; those of other namespaces are notes of other tools
    pub(crate) fn model(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(|child| child.namespace == DMN)
    }

    /// Those of a name
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.model().filter(move |child| child.name == name)
    }

    /// The first of a name
    pub(crate) fn first(&self, name: &str) -> Option<&Self> {
        self.all(name).next()
    }

    /// Reads an XML document
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let mut reader = NsReader::from_str(text);
        let mut open: Vec<Self> = Vec::new();
        let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
        loop {
            let at = place(reader.buffer_position());
            let (namespace, event) = match reader.read_resolved_event() {
                Ok((ResolveResult::Bound(Namespace(namespace)), event)) => {
                    (namespace.to_owned(), event)
                }
                Ok((_, event)) => (String::new(), event),
                Err(error) => return Err((place(reader.error_position()), foreign(&error))),
            };
            let told = |why: Said| (at, why);
            match event {
                Event::Start(tag) => {
                    open.push(started(&tag, namespace, at).map_err(told)?);
                    if open.len() > MAX_DEPTH {
                        return Err(told(say!("part.xml_deep", most = MAX_DEPTH)));
                    }
                }
                Event::Empty(tag) => {
                    let element = started(&tag, namespace, at).map_err(told)?;
                    if let Some(whole) = closed(element, &mut open) {
                        return Ok(whole);
                    }
                }
                Event::End(_) => {
                    let element = open.pop().ok_or_else(|| told(say!("part.xml_end")))?;
                    if let Some(whole) = closed(element, &mut open) {
                        return Ok(whole);
                    }
                }
                Event::Text(text) => say(&mut open, &text.xml10_content()),
                Event::CData(text) => say(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    let character = reference
                        .resolve_char_ref()
                        .map_err(|error| told(foreign(&error)))?;
                    let known = quick_xml::escape::resolve_predefined_entity(&name);
                    match (character, known) {
                        (Some(character), _) => say(&mut open, character.encode_utf8(&mut [0; 4])),
                        (None, Some(text)) => say(&mut open, text),
                        (None, None) => return Err(told(say!("part.xml_entity", name = *name))),
                    }
                }
                Event::DocType(_) => return Err(told(say!("part.xml_doctype"))),
                Event::Eof => return Err(told(say!("part.xml_breaks_off"))),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// The element as an XML document
    pub(crate) fn write(&self) -> io::Result<String> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.write_into(&mut writer)?;
        let mut text = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
        text.push('\n');
        Ok(text)
    }

    fn write_into(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter();
        let tag = BytesStart::new(&self.name)
            .with_attributes(attributes.map(|(name, value)| (name.as_str(), value.as_str())));
        if self.children.is_empty() && self.text.is_empty() {
            return writer.write_event(Event::Empty(tag));
        }
        writer.write_event(Event::Start(tag))?;
        if !self.text.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        }
        for child in &self.children {
            child.write_into(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(&self.name)))
    }
}

fn started(tag: &BytesStart<'_>, namespace: String, at: usize) -> Result<Element, Said> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| foreign(&error))?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0);
        let value = value.map_err(|error| foreign(&error))?.into_owned();
        attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(Element {
        name: tag.local_name().as_ref().to_owned(),
        namespace,
        attributes,
        at,
        ..Element::default()
    })
}

/// What the reader of XML says, in its own words
fn foreign(error: &impl ToString) -> Said {
    say!("part.foreign", why = error.to_string())
}

/// Puts a finished element where it belongs; gives it back if it is the outermost
fn closed(element: Element, open: &mut [Element]) -> Option<Element> {
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(element);
            None
        }
        None => Some(element),
    }
}

fn say(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}
