//! Days, as people where the reader is count them: for a table and for a calendar.
//!
//! The browser writes dates for people. These are for programs, which want one form in every language.

/// The milliseconds of a day.
const DAY: u64 = 86_400_000;
/// The last day that four digits of a year can name, counted from the first day of 1970.
const LAST: u64 = 2_932_896;

/// A day between 1970 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(u64);

impl Day {
    /// Returns the day of a moment in milliseconds since 1970, where clocks are `ahead` minutes before UTC.
    pub fn of(at: u64, ahead: i32) -> Self {
        let local = at.saturating_add_signed(i64::from(ahead) * 60_000);
        Self((local / DAY).min(LAST))
    }

    /// Returns the day that comes so many days later.
    #[must_use]
    pub fn after(self, days: u32) -> Self {
        Self((self.0 + u64::from(days)).min(LAST))
    }

    /// Returns it as `2025-11-22`.
    pub fn dashed(self) -> String {
        let [year, month, day] = self.parts();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Returns it as `20251122`.
    pub fn plain(self) -> String {
        let [year, month, day] = self.parts();
        format!("{year:04}{month:02}{day:02}")
    }

    /// Returns the year, the month and the day of the month.
    ///
    /// Years begin in March here, so that a leap day is the last of its year, and months of 31 and 30 days take turns.
    fn parts(self) -> [u64; 3] {
        // From the first of March of the year 0; 146,097 days are the 400 years after which all is the same again.
        let days = self.0 + 719_468;
        let (era, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        [era * 400 + year + later, month, day]
    }
}

/// Returns a moment in milliseconds since 1970 as `20251122T065415Z`, which is in UTC.
pub fn moment(at: u64) -> String {
    let seconds = at % DAY / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let day = Day::of(at, 0).plain();
    format!("{day}T{hours:02}{minutes:02}{seconds:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_dates_of_the_calendar() {
        for (at, date) in [
            (0, "1970-01-01"),
            (951_782_399_999, "2000-02-28"),
            (951_782_400_000, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (1_763_800_000_000, "2025-11-22"),
            (4_107_542_400_000, "2100-03-01"),
            (u64::MAX, "9999-12-31"),
        ] {
            assert_eq!(Day::of(at, 0).dashed(), date, "{at}");
            assert_eq!(Day::of(at, 0).plain(), date.replace('-', ""));
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut expected = [1970, 1, 1];
        for day in 0..=LAST {
            assert_eq!(Day(day).parts(), expected);
            let [year, month, date] = expected;
            let leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let last = months[month as usize - 1] + u64::from(leap);
            expected = match (month, date) {
                (12, 31) => [year + 1, 1, 1],
                (_, date) if date == last => [year, month + 1, 1],
                _ => [year, month, date + 1],
            };
        }
        assert_eq!(expected, [10_000, 1, 1]);
    }

    #[test]
    fn the_day_is_that_of_the_place_where_the_reader_is() {
        let late = 951_782_400_000 - 60_000;
        assert_eq!(Day::of(late, 60).dashed(), "2000-02-29");
        assert_eq!(Day::of(late, -600).dashed(), "2000-02-28");
        assert_eq!(Day::of(0, -600).dashed(), "1970-01-01");
    }

    #[test]
    fn weeks_later_is_in_the_next_year_or_at_the_end_of_all_days() {
        let christmas = Day::of(1_766_620_800_000, 0);
        assert_eq!(christmas.after(14).dashed(), "2026-01-08");
        assert_eq!(christmas.after(u32::MAX).dashed(), "9999-12-31");
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(moment(951_782_400_000 + 3_723_999), "20000229T010203Z");
        assert_eq!(moment(0), "19700101T000000Z");
    }
}
