//! The widget's own texts, one file per language, without white space and without keys: a text is found by the seat
//! of its key, which the widget reckons from the key and the few numbers that are found here.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::tree;
use seat::{bucket, seat};

// Code of the widget: both sides must reckon alike.
#[path = "../../../widget/src/texts/seat.rs"]
mod seat;

/// Keys to a bucket: with more of them fewer numbers are written, and each takes longer to be found.
const KEYS_TO_A_BUCKET: usize = 4;
/// A bucket that no number suits before this one suits none.
const TRIES: u32 = 1_000_000;

/// Builds every catalogue.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    for source in tree::files_ending(&build.workspace.path("web/texts"), &[".json"])? {
        let name = format!("texts/{}", tree::file_name(&source)?);
        let made = build.stage.join(&name);
        let step = Step {
            name: &name,
            inputs: &[
                source.clone(),
                build.workspace.path("crates/widget/src/texts/seat.rs"),
            ],
            settings: "",
            outputs: std::slice::from_ref(&made),
        };
        build.step(&step, || {
            let text = tree::read_text(&source)?;
            let texts: BTreeMap<String, String> = serde_json::from_str(&text)
                .with_context(|| format!("{} is not a list of texts", source.display()))?;
            tree::write(&made, serde_json::to_string(&seated(&texts)?)?)
        })?;
        release.add(name, made, Reader::Widget);
    }
    Ok(())
}

/// The numbers of the buckets, and the texts in the order of their seats.
fn seated(texts: &BTreeMap<String, String>) -> Result<(Vec<u32>, Vec<&str>)> {
    let mut buckets = vec![Vec::new(); texts.len().div_ceil(KEYS_TO_A_BUCKET)];
    for key in texts.keys() {
        let bucket = bucket(key, buckets.len()).and_then(|bucket| buckets.get_mut(bucket));
        bucket.context("there are no buckets")?.push(key.as_str());
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(buckets.get(*bucket).map(Vec::len)));
    let (mut numbers, mut seats) = (vec![0; buckets.len()], vec![None; texts.len()]);
    for bucket in order {
        let keys = buckets.get(bucket).context("a bucket is missing")?;
        let (number, found) = (0..TRIES)
            .find_map(|number| Some((number, free_seats(number, keys, &seats)?)))
            .with_context(|| format!("no number suits {keys:?}"))?;
        if let Some(place) = numbers.get_mut(bucket) {
            *place = number;
        }
        for (key, seat) in keys.iter().zip(found) {
            if let Some(place) = seats.get_mut(seat) {
                *place = texts.get(*key).map(String::as_str);
            }
        }
    }
    Ok((numbers, seats.into_iter().flatten().collect()))
}

/// A seat of its own for each key, if this number gives all of them one that is free.
fn free_seats(number: u32, keys: &[&str], seats: &[Option<&str>]) -> Option<Vec<usize>> {
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let seat = seat(number, key, seats.len())?;
        if found.contains(&seat) || seats.get(seat)?.is_some() {
            return None;
        }
        found.push(seat);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{bucket, seat, seated};

    #[test]
    fn every_key_finds_its_text() {
        let keys = (0..200).map(|index| format!("family.{index}"));
        let texts = keys.map(|key| (key.clone(), key.to_uppercase())).collect();
        let (numbers, seats) = seated(&texts).unwrap();
        assert_eq!(numbers.len(), 50);
        assert_eq!(seats.len(), texts.len());
        for (key, text) in &texts {
            let number = numbers[bucket(key, numbers.len()).unwrap()];
            assert_eq!(seats[seat(number, key, seats.len()).unwrap()], text);
        }
    }

    #[test]
    fn no_texts_are_no_texts() {
        assert_eq!(
            seated(&std::collections::BTreeMap::new()).unwrap(),
            (vec![], vec![])
        );
    }
}
