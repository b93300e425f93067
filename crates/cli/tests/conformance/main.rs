//! Cases that others wrote, on the real compiler and the real engine: `tests/conformance` says which, and in what we
//! deviate. No rule of the product may enter: a case becomes the source of a small pack, and its answer is compared.

#[cfg(test)]
mod amounts;
#[cfg(test)]
mod data;
#[cfg(test)]
mod deviations;
#[cfg(test)]
mod draft;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod truths;
