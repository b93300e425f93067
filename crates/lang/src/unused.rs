//! What a pack holds and nothing uses. Asked only of a pack without faults, or a fault would hide a use.

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::folder::Folder;
use crate::source::Span;

impl Compiler<'_> {
    /// Reports texts, shared definitions, windows and tables that nothing uses
    pub(crate) fn unused(&mut self, folder: &Folder) {
        if !self.report.is_clean() {
            return;
        }
        let help = "use it, or take it out";
        for shared in self.shared.iter().filter(|shared| !shared.used) {
            self.report.add(
                Code::Unused,
                shared.span,
                format!("nothing uses `{}`", shared.name),
                help,
            );
        }
        for window in self.windows.iter().filter(|window| !window.used) {
            self.report.add(
                Code::Unused,
                window.span,
                format!("nothing uses the window `{}`", window.name),
                help,
            );
        }
        for (place, table) in self.tables.iter().enumerate() {
            if !self.used_tables.contains(&place) {
                let span = Span::whole(table.file);
                self.report.add(
                    Code::Unused,
                    span,
                    format!("nothing uses the table `{}`", table.name),
                    help,
                );
            }
        }
        self.unused_texts(folder);
    }
}
