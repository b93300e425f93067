//! What a case may say: inputs with their values, parameters with their figures and sources, readings with what is
//! assumed of them.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{InputClass, InputId, InputName, Value};

use super::Teller;

impl Teller<'_, '_> {
    pub(super) fn inputs(&mut self) {
        let (pack, names) = (self.side.pack, self.side.names);
        let all = (0_u16..)
            .map(InputId)
            .zip(pack.inputs.iter().zip(&names.inputs));
        for (id, (input, name)) in all {
            let label = self.side.voice.label(id, None);
            let kind = match input.class {
                InputClass::Fact => "input",
                InputClass::Parameter => "parameter",
                InputClass::Reading => "reading",
            };
            let domain = self.plain.domain(input, name);
            self.add(kind, &name.path, &label, domain);
            match input.class {
                InputClass::Fact => {
                    let theme = ["theme.", &name.theme].concat();
                    let theme = self.side.voice.pack_or(&theme, &name.theme);
                    self.add("input.theme", &name.path, &label, theme);
                }
                InputClass::Parameter => self.figures(id, (input, name), &label),
                InputClass::Reading => self.reading(id, (input, name), &label),
            }
        }
    }

    fn figures(&mut self, id: InputId, (input, name): (&Input, &InputName), label: &str) {
        for (index, dated) in input.dated.iter().enumerate() {
            let voice = self.side.voice;
            let value = voice.value(id, dated.value).unwrap_or_default();
            let (from, to) = (self.plain.date(dated.from), self.plain.date(dated.to));
            let fillings = [("from", from.as_str()), ("to", &to), ("value", &value)];
            let mut figure = voice.own("doc.parameters.dated", &fillings);
            if let Some(place) = dated.place {
                let options = voice.value(place.input, Value::Choice(place.options));
                let name = voice.label(place.input, None);
                let options = options.unwrap_or_default();
                let fillings = [("name", name.as_str()), ("options", &options)];
                figure.push_str(&voice.own("doc.parameters.applies_to", &fillings));
            }
            self.add("parameter.figure", &name.path, label, figure);
            let source = name.sources.get(index).cloned().unwrap_or_default();
            self.add("parameter.source", &name.path, label, source);
        }
    }

    fn reading(&mut self, id: InputId, (input, name): (&Input, &InputName), label: &str) {
        let assumed = match input.assumed {
            Some(value) => self.side.voice.value(id, value).unwrap_or_default(),
            None => self.own("doc.readings.open"),
        };
        self.add("reading.assumed", &name.path, label, assumed);
        let provision = name.provision.map_or("", |id| self.side.pinpoint(id));
        let cite = self.side.voice.cite(provision);
        self.add("reading.cite", &name.path, label, cite);
        if let Some(code) = input.warning {
            let code = self.side.names.codes.get(code.index());
            let code = code.map_or("", String::as_str);
            let text = self.side.voice.pack_or(&["warning.", code].concat(), code);
            self.add("reading.warning", &name.path, label, text);
        }
    }
}
