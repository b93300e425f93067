//! The known name that a mistyped one was probably meant to be.

use crate::said::{Said, say};

/// `did you mean …?` with the nearest known name, or else the whole list of a few, or else `otherwise`
pub(crate) fn suggest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: Said,
) -> Said {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(name) = nearest(wrong, &known) {
        return say!("mend.did_you_mean", name = name);
    }
    if known.is_empty() || known.len() > 12 {
        return otherwise;
    }
    say!("mend.known_are", names = known)
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

/// How many characters must be put in, taken out, changed or swapped with their neighbour to make one text
/// of the other
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    let at = |rows: &[Vec<usize>], row: Option<usize>, column: Option<usize>| {
        row.zip(column)
            .and_then(|(row, column)| rows.get(row)?.get(column).copied())
            .unwrap_or(usize::MAX / 2)
    };
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let put_in = row.last().copied().unwrap_or(0) + 1;
            let taken_out = at(&rows, Some(i), Some(j + 1)) + 1;
            let changed = at(&rows, Some(i), Some(j)) + usize::from(a != b);
            let earlier = |list: &[char], place: usize| {
                place.checked_sub(1).and_then(|p| list.get(p).copied())
            };
            let is_swap = earlier(&from, i) == Some(*b) && earlier(&to, j) == Some(*a);
            let swapped = if is_swap {
                at(&rows, i.checked_sub(1), j.checked_sub(1)) + 1
            } else {
                usize::MAX
            };
            row.push(put_in.min(taken_out).min(changed).min(swapped));
        }
        rows.push(row);
    }
    at(&rows, Some(from.len()), Some(to.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
        let known = ["loan.principal", "loan.lender"];
        let said = |wrong: &str, known: &[&str]| {
            suggest(wrong, known.iter().copied(), say!("mend.declare_input")).to_string()
        };
        assert_eq!(
            said("loan.principle", &known),
            "did you mean `loan.principal`?"
        );
        assert_eq!(
            said("ship", &known),
            "known are: loan.principal, loan.lender"
        );
        assert_eq!(said("ship", &[]), "declare it in inputs/");
    }
}
