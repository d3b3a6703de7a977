//! Presses of the mouse that take their time.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};

use crate::{Session, Widget};

impl Widget<'_> {
    /// Presses the mouse down on the button or link `name`, and lets it go after `meanwhile`.
    pub async fn press_during(&self, name: &str, meanwhile: impl AsyncFnOnce()) {
        let element = self.button(name).await;
        let onto = PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let button = MOUSE_BUTTON_LEFT;
        let session = self.session();
        session.mouse(&[onto, PointerAction::Down { button }]).await;
        meanwhile().await;
        session.mouse(&[PointerAction::Up { button }]).await;
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
