//! One check-in: the optional context and the answers given so far.

use super::answer::Answer;
use super::context::{Context, Sessions};
use super::sign::Sign;

/// The answers of one check-in. Each sign has at most one; any may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckIn {
    /// What the person said about their therapy.
    pub context: Context,
    answers: [Option<Answer>; Sign::ALL.len()],
}

impl CheckIn {
    /// Returns the answer about `sign`, if there is one.
    pub fn answer(&self, sign: Sign) -> Option<Answer> {
        self.answers.get(sign.index()).copied().flatten()
    }

    /// Returns the check-in with this answer about `sign`; `None` takes an answer away.
    #[must_use]
    pub fn with(mut self, sign: Sign, answer: Option<Answer>) -> Self {
        if let Some(place) = self.answers.get_mut(sign.index()) {
            *place = answer;
        }
        self
    }

    /// Returns the signs that have an answer, in their order.
    pub fn answered(&self) -> impl Iterator<Item = (Sign, Answer)> + '_ {
        Sign::ALL
            .into_iter()
            .filter_map(|sign| Some((sign, self.answer(sign)?)))
    }

    /// Tells whether the person said that there have been three sessions or fewer.
    pub fn is_early(&self) -> bool {
        self.context.sessions == Some(Sessions::Few)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_can_be_changed_and_taken_away() {
        let check_in = CheckIn::default()
            .with(Sign::Goals, Some(Answer::No))
            .with(Sign::Goals, Some(Answer::Mostly))
            .with(Sign::Identity, Some(Answer::Sometimes));
        assert_eq!(check_in.answer(Sign::Goals), Some(Answer::Mostly));
        assert_eq!(check_in.answer(Sign::Safety), None);
        assert_eq!(
            check_in
                .with(Sign::Goals, None)
                .answered()
                .collect::<Vec<_>>(),
            [(Sign::Identity, Answer::Sometimes)]
        );
    }
}
