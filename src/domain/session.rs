//! A visit: where the person is, and what they have said so far.

use super::answer::Answer;
use super::check_in::CheckIn;
use super::context::{Sessions, Setting};
use super::flag::{Flag, Ticks};
use super::sign::Sign;

/// A part of the widget that can be opened at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The check-in, at the step where it was left.
    #[default]
    CheckIn,
    /// The green flags.
    GreenFlags,
    /// What is good to know.
    More,
    /// The check-ins that were kept.
    Kept,
}

impl Place {
    /// Every place, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::CheckIn, Self::GreenFlags, Self::More, Self::Kept];
}

/// A step of the check-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// What this is, and the optional context.
    #[default]
    Welcome,
    /// The question about one sign.
    Question(Sign),
    /// How the answers read.
    Result,
    /// The card about one sign, to take to the session.
    Card(Sign),
}

/// Help that lies over everything else, and closes onto where the person was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// "Need someone now?": crisis lines.
    Crisis,
    /// "Something feels wrong, not just off": misconduct, and who to turn to.
    Wrong,
}

/// What a person does. Named for what has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Said how many sessions there have been.
    SessionsChosen(Sessions),
    /// Said where the sessions take place.
    SettingChosen(Setting),
    /// Left the welcome for the first question.
    Began,
    /// Answered, or answered anew; stays at the question.
    Answered(Sign, Answer),
    /// Went on from a question; without an answer that leaves it open.
    WentNext,
    /// Went one step back.
    WentBack,
    /// Left the question on the screen open, taking away its answer.
    Skipped,
    /// Went from the result to a question, to answer it or to answer it anew.
    Reopened(Sign),
    /// Chose the sign for the card.
    CardChosen(Sign),
    /// Ticked a green flag, or took the tick away.
    Ticked(Flag, bool),
    /// Opened a place.
    Visited(Place),
    /// Opened a panel.
    PanelOpened(Panel),
    /// Closed the panel.
    PanelClosed,
    /// Cleared the answers and ticks and went back to the welcome.
    StartedAgain,
}

/// The state of a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The place that is open.
    pub place: Place,
    /// The step of the check-in, also while another place is open.
    pub step: Step,
    /// The panel that lies over it.
    pub panel: Option<Panel>,
    /// What was answered.
    pub check_in: CheckIn,
    /// The green flags that are ticked.
    pub ticks: Ticks,
    /// Whether the question on the screen was opened from the result, and leads back there.
    reopened: bool,
}

impl Session {
    /// Returns the start of a visit that opens with `place`.
    pub fn opening(place: Place) -> Self {
        Self {
            place,
            ..Self::default()
        }
    }

    /// Returns a visit that goes on at `step` with what was said before.
    pub fn resuming(step: Step, check_in: CheckIn, ticks: Ticks) -> Self {
        Self {
            step,
            check_in,
            ticks,
            ..Self::default()
        }
    }

    /// Tells whether the question on the screen leads back to the result.
    pub fn leads_to_result(&self) -> bool {
        match self.step {
            Step::Question(sign) => self.reopened || sign.next().is_none(),
            _ => false,
        }
    }

    /// Returns the session after `event`. An event that makes no sense here changes nothing.
    #[must_use]
    pub fn after(mut self, event: Event) -> Self {
        match event {
            Event::SessionsChosen(sessions) => self.check_in.context.sessions = Some(sessions),
            Event::SettingChosen(setting) => self.check_in.context.setting = Some(setting),
            Event::Began => {
                if self.step == Step::Welcome {
                    self.step = Step::Question(Sign::Safety);
                }
            }
            Event::Answered(sign, answer) => {
                if self.step == Step::Question(sign) {
                    self.check_in = self.check_in.with(sign, Some(answer));
                }
            }
            Event::WentNext => self = self.onward(),
            Event::WentBack => self = self.backward(),
            Event::Skipped => {
                if let Step::Question(sign) = self.step {
                    self.check_in = self.check_in.with(sign, None);
                    self = self.onward();
                }
            }
            Event::Reopened(sign) => {
                if self.step == Step::Result {
                    self.step = Step::Question(sign);
                    self.reopened = true;
                }
            }
            Event::CardChosen(sign) => {
                if matches!(self.step, Step::Result | Step::Card(_)) {
                    self.step = Step::Card(sign);
                }
            }
            Event::Ticked(flag, ticked) => self.ticks = self.ticks.with(flag, ticked),
            Event::Visited(place) => {
                self.place = place;
                self.panel = None;
            }
            Event::PanelOpened(panel) => self.panel = Some(panel),
            Event::PanelClosed => self.panel = None,
            Event::StartedAgain => self = Self::default(),
        }
        self
    }

    fn onward(mut self) -> Self {
        if let Step::Question(sign) = self.step {
            self.step = match sign.next() {
                Some(next) if !self.reopened => Step::Question(next),
                _ => Step::Result,
            };
            self.reopened = false;
        }
        self
    }

    fn backward(mut self) -> Self {
        self.step = match self.step {
            Step::Welcome => Step::Welcome,
            Step::Question(_) if self.reopened => Step::Result,
            Step::Question(sign) => sign.previous().map_or(Step::Welcome, Step::Question),
            Step::Result => Step::Question(Sign::Feedback),
            Step::Card(_) => Step::Result,
        };
        self.reopened = false;
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn after(events: &[Event]) -> Session {
        events
            .iter()
            .fold(Session::default(), |session, &event| session.after(event))
    }

    fn any_event() -> impl Strategy<Value = Event> {
        let sign = || (0..Sign::ALL.len()).prop_map(|at| Sign::ALL[at]);
        prop_oneof![
            (0..3_usize).prop_map(|at| Event::SessionsChosen(Sessions::ALL[at])),
            (0..4_usize).prop_map(|at| Event::SettingChosen(Setting::ALL[at])),
            Just(Event::Began),
            (sign(), 0..5_usize).prop_map(|(sign, at)| Event::Answered(sign, Answer::ALL[at])),
            Just(Event::WentNext),
            Just(Event::WentBack),
            Just(Event::Skipped),
            sign().prop_map(Event::Reopened),
            sign().prop_map(Event::CardChosen),
            (0..4_usize, any::<bool>()).prop_map(|(at, on)| Event::Ticked(Flag::ALL[at], on)),
            (0..4_usize).prop_map(|at| Event::Visited(Place::ALL[at])),
            Just(Event::PanelOpened(Panel::Crisis)),
            Just(Event::PanelOpened(Panel::Wrong)),
            Just(Event::PanelClosed),
        ]
    }

    #[test]
    fn five_steps_lead_from_the_welcome_to_the_result() {
        let mut session = after(&[Event::Began]);
        for sign in Sign::ASKED {
            assert_eq!(session.step, Step::Question(sign));
            assert_eq!(session.leads_to_result(), sign == Sign::Feedback);
            session = session
                .after(Event::Answered(sign, Answer::Mostly))
                .after(Event::WentNext);
        }
        assert_eq!(session.step, Step::Result);
        assert_eq!(session.check_in.answered().count(), 5);
    }

    #[test]
    fn a_question_opened_from_the_result_leads_back_there() {
        let start = after(&[Event::Began]);
        let result = (0..5).fold(start, |session, _| session.after(Event::WentNext));
        let reopened = result.clone().after(Event::Reopened(Sign::Respect));
        assert!(reopened.leads_to_result());
        assert_eq!(reopened.clone().after(Event::WentBack), result);
        let answered = reopened
            .after(Event::Answered(Sign::Respect, Answer::No))
            .after(Event::WentNext);
        assert_eq!(answered.step, Step::Result);
        assert_eq!(answered.check_in.answer(Sign::Respect), Some(Answer::No));
    }

    #[test]
    fn skipping_takes_the_answer_away_and_goes_on() {
        let session = after(&[
            Event::Began,
            Event::Answered(Sign::Safety, Answer::No),
            Event::Skipped,
        ]);
        assert_eq!(session.check_in.answer(Sign::Safety), None);
        assert_eq!(session.step, Step::Question(Sign::Respect));
    }

    #[test]
    fn a_panel_closes_onto_where_the_person_was() {
        let session = after(&[Event::Began, Event::WentNext]);
        let back = session
            .clone()
            .after(Event::PanelOpened(Panel::Wrong))
            .after(Event::PanelClosed);
        assert_eq!(back, session);
    }

    #[test]
    fn starting_again_clears_everything() {
        let session = after(&[
            Event::SessionsChosen(Sessions::Many),
            Event::Ticked(Flag::Heard, true),
            Event::Began,
            Event::Answered(Sign::Safety, Answer::No),
            Event::StartedAgain,
        ]);
        assert_eq!(session, Session::default());
    }

    proptest! {
        #[test]
        fn any_sequence_of_events_keeps_the_state_valid(events in proptest::collection::vec(any_event(), 0..60)) {
            let session = after(&events);
            // Only the person's own answers stand in the check-in.
            for (sign, answer) in session.check_in.answered() {
                prop_assert!(events.contains(&Event::Answered(sign, answer)));
            }
            // A question may lead back to the result only while it is on the screen.
            prop_assert!(!session.reopened || matches!(session.step, Step::Question(_)));
            // The optional question is never in the way: it is there only when it was opened from the result.
            prop_assert!(session.step != Step::Question(Sign::Identity) || session.reopened);
            prop_assert!(session.panel.is_none() || events.iter().any(|event| matches!(event, Event::PanelOpened(_))));
        }

        #[test]
        fn going_back_and_forward_changes_no_answer(events in proptest::collection::vec(any_event(), 0..60), turns in 1..8_usize) {
            let session = after(&events);
            let mut wandered = session.clone();
            for _ in 0..turns {
                wandered = wandered.after(Event::WentBack);
            }
            for _ in 0..turns {
                wandered = wandered.after(Event::Began).after(Event::WentNext);
            }
            prop_assert_eq!(wandered.check_in, session.check_in);
            prop_assert_eq!(wandered.ticks, session.ticks);
        }

        #[test]
        fn back_then_next_returns_to_the_same_question(events in proptest::collection::vec(any_event(), 0..60)) {
            let session = after(&events);
            if let Step::Question(sign) = session.step && !session.reopened && sign != Sign::Safety {
                let returned = session.clone().after(Event::WentBack).after(Event::WentNext);
                prop_assert_eq!(returned, session);
            }
        }
    }
}
