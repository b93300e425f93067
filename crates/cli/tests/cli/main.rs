//! Runs the `tradeaid` command as its users do and looks at what it prints and how it ends.

#[cfg(test)]
mod assess;
#[cfg(test)]
mod batch;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod doc;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod handout;
#[cfg(test)]
mod markup;
#[cfg(test)]
mod pack;
#[cfg(test)]
mod support;
