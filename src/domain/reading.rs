//! How the answers read: one sign at a time, never as a sum, a rank or a verdict.
//!
//! The rules come from the research on such tools: scores bunch at the top, so "mostly" counts as settled; the
//! first three sessions are too early to read; and nothing here says to stay or to leave.

use super::answer::Answer;
use super::check_in::CheckIn;
use super::sign::Sign;

/// How one sign reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feel {
    /// It feels settled.
    Settled,
    /// It is mixed.
    Mixed,
    /// It is worth talking about.
    Talk,
    /// It is still forming.
    Forming,
}

impl Feel {
    /// Every reading, in the order in which they are shown: what is going well comes first.
    pub const ALL: [Self; 4] = [Self::Settled, Self::Mixed, Self::Talk, Self::Forming];
}

/// How the whole reads, for the sentence above the signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overview {
    /// No question was answered.
    Nothing,
    /// There have been three sessions or fewer.
    Early,
    /// Every answered sign feels settled.
    AllSettled,
    /// Every answered sign is worth talking about.
    AllTalk,
    /// It is too early to say about every answered sign.
    Forming,
    /// Anything else.
    Mixed,
}

/// How a check-in reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The whole, without counting.
    pub overview: Overview,
    /// Each answered sign by itself: what is going well first, and the order of the questions within that.
    pub signs: Vec<(Sign, Feel)>,
    /// The asked signs that have no answer.
    pub unanswered: Vec<Sign>,
}

impl Reading {
    /// Reads a check-in.
    pub fn of(check_in: &CheckIn) -> Self {
        let mut signs = Vec::new();
        for feel in Feel::ALL {
            for (sign, answer) in check_in.answered() {
                if feel == self::feel(answer, check_in.is_early()) {
                    signs.push((sign, feel));
                }
            }
        }
        let all = |feel| signs.iter().all(|&(_, other)| other == feel);
        let overview = if signs.is_empty() {
            Overview::Nothing
        } else if check_in.is_early() {
            Overview::Early
        } else if all(Feel::Settled) {
            Overview::AllSettled
        } else if all(Feel::Talk) {
            Overview::AllTalk
        } else if all(Feel::Forming) {
            Overview::Forming
        } else {
            Overview::Mixed
        };
        let mut unanswered = Sign::ASKED.to_vec();
        unanswered.retain(|&sign| check_in.answer(sign).is_none());
        Self {
            overview,
            signs,
            unanswered,
        }
    }
}

/// Returns how one answer reads, `early` being the first three sessions.
pub fn feel(answer: Answer, early: bool) -> Feel {
    match answer {
        _ if early => Feel::Forming,
        Answer::Mostly => Feel::Settled,
        Answer::Sometimes => Feel::Mixed,
        Answer::NotYet | Answer::No => Feel::Talk,
        Answer::TooEarly => Feel::Forming,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::context::Sessions;

    fn with(answers: &[(Sign, Answer)]) -> CheckIn {
        answers
            .iter()
            .fold(CheckIn::default(), |check_in, &(sign, answer)| {
                check_in.with(sign, Some(answer))
            })
    }

    #[test]
    fn what_is_going_well_comes_first_and_the_order_of_questions_within_that() {
        let reading = Reading::of(&with(&[
            (Sign::Safety, Answer::No),
            (Sign::Respect, Answer::Sometimes),
            (Sign::Goals, Answer::Mostly),
            (Sign::Openness, Answer::NotYet),
        ]));
        assert_eq!(
            reading.signs,
            [
                (Sign::Goals, Feel::Settled),
                (Sign::Respect, Feel::Mixed),
                (Sign::Safety, Feel::Talk),
                (Sign::Openness, Feel::Talk),
            ]
        );
        assert_eq!(reading.unanswered, [Sign::Feedback]);
        assert_eq!(reading.overview, Overview::Mixed);
    }

    #[test]
    fn nothing_answered_is_an_ordinary_result() {
        let reading = Reading::of(&CheckIn::default());
        assert_eq!(reading.overview, Overview::Nothing);
        assert!(reading.signs.is_empty());
        assert_eq!(reading.unanswered, Sign::ASKED);
    }

    #[test]
    fn early_sessions_read_as_still_forming() {
        let mut check_in = with(&[(Sign::Safety, Answer::No), (Sign::Goals, Answer::Mostly)]);
        check_in.context.sessions = Some(Sessions::Few);
        let reading = Reading::of(&check_in);
        assert_eq!(reading.overview, Overview::Early);
        assert!(reading.signs.iter().all(|&(_, feel)| feel == Feel::Forming));
    }

    #[test]
    fn all_alike_is_named() {
        let all = |answer| Reading::of(&with(&Sign::ASKED.map(|sign| (sign, answer)))).overview;
        assert_eq!(all(Answer::Mostly), Overview::AllSettled);
        assert_eq!(all(Answer::No), Overview::AllTalk);
        assert_eq!(all(Answer::NotYet), Overview::AllTalk);
        assert_eq!(all(Answer::TooEarly), Overview::Forming);
        assert_eq!(all(Answer::Sometimes), Overview::Mixed);
    }

    proptest! {
        /// A sign reads the same whatever the other answers are: nothing is summed, averaged or compared.
        #[test]
        fn each_sign_reads_by_itself(
            given in proptest::collection::vec((0..6_usize, 0..5_usize), 0..12),
            sign in 0..6_usize,
            answer in 0..5_usize,
            early: bool,
        ) {
            let mut check_in = with(
                &given.iter().map(|&(s, a)| (Sign::ALL[s], Answer::ALL[a])).collect::<Vec<_>>(),
            ).with(Sign::ALL[sign], Some(Answer::ALL[answer]));
            if early {
                check_in.context.sessions = Some(Sessions::Few);
            }
            let reading = Reading::of(&check_in);
            let alone = feel(Answer::ALL[answer], early);
            prop_assert!(reading.signs.contains(&(Sign::ALL[sign], alone)));
        }

        /// Swapping the answers of two signs swaps their readings and changes nothing about the whole.
        #[test]
        fn no_sign_outranks_another(answers in proptest::array::uniform5(0..5_usize), a in 0..5_usize, b in 0..5_usize) {
            let given = |order: [usize; 5]| {
                with(&Sign::ASKED.into_iter().zip(order.map(|at| Answer::ALL[at])).collect::<Vec<_>>())
            };
            let mut swapped = answers;
            swapped.swap(a, b);
            prop_assert_eq!(Reading::of(&given(answers)).overview, Reading::of(&given(swapped)).overview);
        }
    }
}
