//! Presses of the mouse that take their time, or come in twos.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};

use crate::{Session, Widget};

const DOWN: PointerAction = PointerAction::Down {
    button: MOUSE_BUTTON_LEFT,
};
const UP: PointerAction = PointerAction::Up {
    button: MOUSE_BUTTON_LEFT,
};

impl Widget<'_> {
    /// Presses the mouse down on the button or link `name`, and lets it go after `meanwhile`.
    pub async fn press_during(&self, name: &str, meanwhile: impl AsyncFnOnce()) {
        let onto = self.onto(name).await;
        self.session().mouse(&[onto, DOWN]).await;
        meanwhile().await;
        self.session().mouse(&[UP]).await;
    }

    /// Clicks twice on the button or link `name`, as those do who do so everywhere.
    pub async fn double_click(&self, name: &str) {
        let onto = self.onto(name).await;
        self.session().mouse(&[onto, DOWN, UP, DOWN, UP]).await;
    }

    async fn onto(&self, name: &str) -> PointerAction {
        let element = self.button(name).await;
        self.bring_into_sight(&element).await;
        PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        }
    }
}

impl Session {
    async fn mouse(&self, steps: &[PointerAction]) {
        let mouse = MouseActions::new("mouse".to_owned());
        let actions = steps
            .iter()
            .fold(mouse, |actions, step| actions.then(step.clone()));
        self.client()
            .perform_actions(actions)
            .await
            .unwrap_or_else(|error| panic!("The mouse could not be used: {error}."));
    }
}
