//! The field that finds a check-in in a long list. The private page alone has it.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::content::filled;
use crate::domain::journal::{Journal, Kept};
use crate::domain::search::finds;
use crate::view::buttons::{Weight, actions, button};
use crate::view::element::{number, when};
use crate::view::private::{Field, OwnDesk, form};
use crate::view::screen::Screen;
use crate::view::visit::PAGE;

/// What was looked for, and the ids of what was found. To find them again each time something changes on the screen
/// would be slow: every date has to be written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    wanted: Rc<str>,
    /// In their own order, to look one up at once.
    ids: Vec<Rc<str>>,
}

/// Returns the check-ins that were found, if one was looked for.
pub fn found(desk: &OwnDesk, journal: &Journal) -> Option<Vec<Rc<Kept>>> {
    let search = desk.visit.now().own.search.clone()?;
    let found = |kept: &&Rc<Kept>| search.ids.binary_search(&kept.id).is_ok();
    Some(journal.entries().iter().filter(found).cloned().collect())
}

/// Returns the field, if the list is longer than what is shown of it at first. `found` is how many were found.
pub fn search(screen: Screen<'_>, desk: &OwnDesk, journal: &Journal, found: Option<usize>) -> Html {
    let text = &desk.text.search;
    let own = desk.visit.now().own.clone();
    let wanted = own.search.as_ref().map(|search| search.wanted.to_string());
    let send = {
        let (desk, date) = (desk.clone(), screen.around.date.clone());
        move |[wanted]: [String; 1]| {
            let journal = desk.visit.now().found.journal();
            let finds = |kept: &&Rc<Kept>| finds(&journal, kept, &date.emit(kept.at), &wanted);
            let ids = journal
                .entries()
                .iter()
                .filter(finds)
                .map(|kept| kept.id.clone());
            let mut ids: Vec<_> = ids.collect();
            ids.sort();
            let wanted: Rc<str> = wanted.trim().into();
            let search = (!wanted.is_empty()).then_some(Search { wanted, ids });
            desk.set(|own| own.search = search);
        }
    };
    let all = {
        let desk = desk.clone();
        Callback::from(move |_| {
            desk.set(|own| own.search = None);
            desk.page.focus(&desk.focus);
        })
    };
    let said = found.map(|found| {
        let total = number(journal.entries().len());
        filled(
            &text.found,
            &[("number", &number(found)), ("total", &total)],
        )
    });
    let field = Field(text.question, "search", wanted.unwrap_or_default());
    when(journal.entries().len() > PAGE, || {
        html! {
            <div role="search" aria-label={text.heading}>
                { form([field], text.find, send) }
                <p role="status">{ said.unwrap_or_default() }</p>
                { when(found.is_some(), || actions([button(Weight::Slight, text.all, all)])) }
            </div>
        }
    })
}
