//! What a pack holds and nothing uses. Asked only of a pack without faults, or a fault would hide a use.

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::folder::Folder;
use crate::said::say;
use crate::source::Span;

impl Compiler<'_> {
    /// Reports texts, shared definitions, windows and tables that nothing uses
    pub(crate) fn unused(&mut self, folder: &Folder) {
        if !self.report.is_clean() {
            return;
        }
        let help = || say!("mend.unused");
        for shared in self.shared.iter().filter(|shared| !shared.used) {
            self.report.add(
                Code::Unused,
                shared.span,
                say!("wrong.unused", name = shared.name),
                help(),
            );
        }
        for window in self.windows.iter().filter(|window| !window.used) {
            self.report.add(
                Code::Unused,
                window.span,
                say!("wrong.unused_window", name = window.name),
                help(),
            );
        }
        for (place, table) in self.tables.iter().enumerate() {
            if !self.used_tables.contains(&place) {
                let span = Span::whole(table.file);
                self.report.add(
                    Code::Unused,
                    span,
                    say!("wrong.unused_table", name = table.name),
                    help(),
                );
            }
        }
        self.unused_texts(folder);
    }
}
