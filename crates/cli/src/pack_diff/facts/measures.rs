//! What a measure is beside its rules: its ground, nature, authorities, warnings and texts.

use tradeaid_engine::MeasureId;
use tradeaid_engine::pack::Nature;

use super::Teller;

impl Teller<'_, '_> {
    pub(super) fn measure(&mut self, id: MeasureId) {
        let (Some(measure), Some(name)) = (
            self.side.measure(id),
            self.side.names.measures.get(id.index()),
        ) else {
            return;
        };
        let voice = self.side.voice;
        self.add("measure.id", "", "", name.id.clone());
        let cite = voice.cite(self.side.pinpoint(measure.provision));
        self.add("measure.provision", "", "", cite);
        let nature = match measure.nature {
            Nature::Cash => "doc.nature.cash",
            Nature::PriceCeiling => "doc.nature.price_ceiling",
            Nature::Tax => "doc.nature.tax",
            Nature::Service => "doc.nature.service",
        };
        self.add("measure.nature", "", "", self.own(nature));
        let right = if measure.entitles {
            "doc.measure.entitles"
        } else {
            "doc.measure.encourages"
        };
        self.add("measure.right", "", "", self.own(right));
        let kind = self.side.kind(measure.scope).unwrap_or("");
        let scope = if kind.is_empty() {
            self.own("doc.scope.case")
        } else {
            let kind = voice.pack_or(&["kind.", kind].concat(), kind);
            voice.own("doc.scope.item", &[("kind", &kind)])
        };
        self.add("measure.scope", "", "", scope);
        let how = ["doc.obtain.", &name.how].concat();
        let how = voice.texts.find(&how).unwrap_or(&name.how).to_owned();
        self.add("measure.how", "", "", how);
        let authorities = name.authorities.iter();
        let authorities = authorities.map(|id| voice.pack_or(&["authority.", id].concat(), id));
        let authorities = voice.listed(&authorities.collect::<Vec<_>>());
        self.add("measure.authorities", "", "", authorities);
        let theme = voice.pack_or(&["theme.", &name.theme].concat(), &name.theme);
        self.add("measure.theme", "", "", theme);
        self.grounds(id);
        self.shown(id);
        self.texts_of(&["measure.", &name.id, "."].concat(), "measure.text");
    }

    /// The provisions that conditions and amounts rest on
    fn grounds(&mut self, id: MeasureId) {
        let Some(measure) = self.side.measure(id) else {
            return;
        };
        for condition in &measure.conditions {
            let key = self.side.text_key(condition.text);
            let label = self.side.voice.pack_or(key, key);
            let cite = self
                .side
                .voice
                .cite(self.side.pinpoint(condition.provision));
            self.add("measure.condition_cite", key, &label, cite);
        }
        for (index, amount) in measure.amount.iter().enumerate() {
            let cite = self.side.voice.cite(self.side.pinpoint(amount.provision));
            let index = index.to_string();
            self.add("measure.amount_cite", &index, "", cite);
            let word = tradeaid_wire::LawWord(amount.word).word();
            let law = self.own(&["doc.amount.law.", word].concat());
            self.add("measure.word", &index, "", law);
        }
    }

    /// What is shown beside the answer
    fn shown(&mut self, id: MeasureId) {
        let Some(measure) = self.side.measure(id) else {
            return;
        };
        for figure in &measure.figures {
            let key = self.side.text_key(figure.text);
            let label = self.side.voice.pack_or(key, key);
            let rule = self.rule(figure.node);
            self.add("measure.figure", key, &label, rule);
        }
        for warning in &measure.warnings {
            let code = self.side.names.codes.get(warning.code.index());
            let code = code.map_or("", String::as_str);
            let label = self.side.voice.pack_or(&["warning.", code].concat(), code);
            let mut when = match warning.when {
                Some(node) => self.rule(node),
                None => self.own("doc.warnings.always"),
            };
            if warning.on_refusal {
                when.push_str(&self.own("diff.on_refusal"));
            }
            self.add("measure.warning", code, &label, when);
        }
    }
}
