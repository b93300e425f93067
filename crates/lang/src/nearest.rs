//! The known name that a mistyped one was probably meant to be.

/// `did you mean …?` with the nearest known name, or else the whole list of a few, or else `otherwise`
pub(crate) fn suggest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(name) = nearest(wrong, &known) {
        return format!("did you mean `{name}`?");
    }
    if known.is_empty() || known.len() > 12 {
        return otherwise.to_owned();
    }
    format!("known are: {}", known.join(", "))
}

fn nearest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let allowed = (wrong.chars().count() / 3).clamp(1, 4);
    known
        .iter()
        .map(|name| (distance(wrong, name), *name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// How many characters must be put in, taken out or changed to make one text of the other
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((b, corner), above) in to.iter().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or(0);
            let change = corner + usize::from(a != *b);
            next.push(change.min(left + 1).min(above + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
        let known = ["loan.principal", "loan.lender"];
        assert_eq!(
            suggest("loan.principle", known, ""),
            "did you mean `loan.principal`?"
        );
        assert_eq!(
            suggest("ship", known, ""),
            "known are: loan.principal, loan.lender"
        );
        assert_eq!(suggest("ship", [], "declare it"), "declare it");
    }
}
